# GOBIN names a program in the place of its folder.
finds=goenv.gobin
says='go install cmd/addr2line' explains=goenv.gobin
break_it() { echo 'export GOBIN=$HOME/go/bin/protoc-gen-go' >>.zshrc; }
