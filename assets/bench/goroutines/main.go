// Prints how long goroutines take to start, in nanoseconds, a line each.
package main

import (
	"fmt"
	"time"
)

func main() {
	started := make(chan time.Time)
	for i := range 1100 {
		asked := time.Now()
		go func() { started <- time.Now() }()
		took := (<-started).Sub(asked)
		if i >= 100 { // those before have warmed up what they use
			fmt.Println(took.Nanoseconds())
		}
	}
}
