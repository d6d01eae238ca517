# CC names a compiler that was taken away.
finds=cgo.no-compiler beside=goenv.cgo
break_it() { printf '%s\n' 'export CGO_ENABLED=1' 'export CC=/opt/gcc-9/bin/gcc' >>.zshrc; }
