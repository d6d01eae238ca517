# The build cache switched off, as Go before 1.12 allowed.
finds=goenv.cache
says='go build -o /dev/null cmd/addr2line' explains=goenv.cache
break_it() { echo 'export GOCACHE=off' >>.zshrc; }
