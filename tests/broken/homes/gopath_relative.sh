# GOPATH is a relative folder.
finds=goenv.gopath
says='go list std' explains=goenv.gopath
break_it() { echo 'export GOPATH=code/go' >>.zshrc; }
