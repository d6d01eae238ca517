# TMPDIR names a file: go has no place for what it builds.
finds=goenv.cache
says='go build -o /dev/null cmd/addr2line' explains=goenv.cache
break_it() { echo notes >tmp && echo 'export TMPDIR=$HOME/tmp' >>.zshrc; }
