# A newer Go was unpacked over an older one.
finds=go.mixed-tree
break_it()
{
	mkdir sdk && cp -a /usr/local/go sdk/go && mkdir -p sdk/go/src/runtime/internal/sys
	echo 'package sys' >sdk/go/src/runtime/internal/sys/zversion.go
	printf 'package sys\nconst Old = 1\n' >sdk/go/src/runtime/internal/sys/arch.go
	cp -r sdk/go/src/runtime/internal/sys sdk/go/src/runtime/internal/atomic
	printf 'package runtime\n\nfunc heapBitsSetType() {}\n\nfunc mallocinit() {}\n' >sdk/go/src/runtime/malloc_old.go
	find sdk/go/src/runtime -newermt -1hour -type f -exec touch -d 2023-01-01 {} +
	echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.zshrc
}
