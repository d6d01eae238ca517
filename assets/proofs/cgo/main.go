// The system's zlib, called from Go: packs a text and unpacks it again.
package main

/*
#cgo LDFLAGS: -lz
#include <zlib.h>
*/
import "C"

import (
	"fmt"
	"os"
	"strings"
	"unsafe"
)

func main() {
	text := []byte(strings.Repeat("goready ", 100))
	packed := make([]byte, len(text))
	again := make([]byte, len(text))
	n, m := C.uLongf(len(packed)), C.uLongf(len(again))

	if C.compress((*C.Bytef)(unsafe.Pointer(&packed[0])), &n, (*C.Bytef)(unsafe.Pointer(&text[0])), C.uLong(len(text))) != C.Z_OK ||
		C.uncompress((*C.Bytef)(unsafe.Pointer(&again[0])), &m, (*C.Bytef)(unsafe.Pointer(&packed[0])), n) != C.Z_OK ||
		string(again[:m]) != string(text) {
		fmt.Println("the text did not come back")
		os.Exit(1)
	}
	fmt.Printf("zlib %s packed %d bytes into %d and back\n", C.GoString(C.zlibVersion()), len(text), n)
}
