// One small module from the network, used.
package main

import (
	"fmt"

	"github.com/pkg/errors"
)

func main() {
	fmt.Println(errors.WithMessage(errors.New("hello"), "modules"))
}
