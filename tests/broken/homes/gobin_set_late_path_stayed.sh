# go env -w GOBIN, and the folder is on no PATH: go install changes nothing that a shell finds.
finds=goenv.gobin
break_it() { mkdir -p .config/go gobin && echo "GOBIN=$HOME/gobin" >.config/go/env; }
