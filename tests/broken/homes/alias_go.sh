# An alias of a Go that is gone.
finds=rc.alias
break_it() { echo 'alias go=/opt/go/bin/go' >>.zshrc; }
