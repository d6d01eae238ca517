# The settings of go env were edited as a shell's file is: with quotes, which are a part of the value there.
finds=goenv.gopath
says='go list std' explains=goenv.gopath
break_it() { mkdir -p .config/go && echo "GOPATH=\"$HOME/go\"" >.config/go/env; }
