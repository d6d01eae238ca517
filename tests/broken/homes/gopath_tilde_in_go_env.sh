# go env -w GOPATH with a ~ that nobody expands.
finds=goenv.gopath
says='go env GOPATH; go install example.com/x@latest' explains=goenv.gopath
break_it() { mkdir -p .config/go && echo 'GOPATH=~/go' >.config/go/env; }
