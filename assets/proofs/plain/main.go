// Says for what it was built.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	fmt.Printf("%s/%s, %s\n", runtime.GOOS, runtime.GOARCH, runtime.Version())
}
