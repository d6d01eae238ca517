// Says for what it was built. It imports next to nothing: the proof compiles it for six systems.
package main

import "runtime"

func main() {
	println(runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version())
}
