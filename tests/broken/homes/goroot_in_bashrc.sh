# GOROOT of an older Go in .bashrc.
shell=bash finds=goenv.goroot
says='go version' explains=goenv.goroot
break_it() { echo 'export GOROOT=/usr/lib/go-1.17' >>.bashrc; }
