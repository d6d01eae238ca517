# The snap of Go was removed, and what an article said to export stayed.
shell=bash finds=goenv.goroot where='.bashrc line'
says='go version' explains=goenv.goroot
break_it() { printf '%s\n' 'export GOROOT=/snap/go/current' 'export PATH=$PATH:$GOROOT/bin' >>.bashrc; }
