# A GOROOT line of an older Go, which leads nowhere.
finds=goenv.goroot
says='go version' explains=goenv.goroot
break_it() { echo 'export GOROOT=/usr/local/go1.17' >>.zshrc; }
