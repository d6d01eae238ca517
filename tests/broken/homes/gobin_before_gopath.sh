# Two lines in the wrong order: GOBIN is made of a GOPATH that is not set yet, and is /bin.
finds=goenv.gobin
says=$installs_own explains=goenv.gobin
break_it() { printf '%s\n' 'export GOBIN=$GOPATH/bin' 'export GOPATH=$HOME/go' >>.zshrc; }
