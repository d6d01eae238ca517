# Two lines of a tutorial, each with $PATH at its end.
finds=goenv.gobin beside='goenv.gopath path.relative'
break_it() { printf '%s\n' 'export GOPATH=${HOME}/go:$PATH' 'export GOBIN=$HOME/go/bin:$PATH' >>.zshrc; }
