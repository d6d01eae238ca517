# go env -w CC=clang, and clang was removed: without a word go builds with cgo, and fails.
finds=cgo.no-compiler beside=goenv.cgo
says='go build -o /dev/null net' explains=cgo.no-compiler
break_it() { mkdir -p .config/go && printf 'CC=clang-14\nCGO_ENABLED=1\n' >.config/go/env; }
