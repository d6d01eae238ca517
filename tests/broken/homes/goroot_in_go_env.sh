# go env -w GOROOT, for a Go that is gone.
finds=goenv.goroot
says='go version' explains=goenv.goroot
break_it() { mkdir -p .config/go && echo 'GOROOT=/opt/old-go' >.config/go/env; }
