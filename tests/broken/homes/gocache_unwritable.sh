# The build cache in a folder of the system.
finds=goenv.cache
says='go build -o /dev/null cmd/addr2line' explains=goenv.cache
break_it() { echo 'export GOCACHE=/usr/share/go-build' >>.zshrc; }
