# GOPATH and GOROOT are the same tree.
finds=goenv.gopath
says='go version' explains=goenv.gopath
break_it() { echo 'export GOPATH=/usr/local/go' >>.zshrc; }
