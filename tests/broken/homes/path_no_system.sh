# PATH was set without what it was before.
finds=path.no-system
says='ls' explains=path.no-system
break_it() { echo 'export PATH="/usr/local/go/bin:$HOME/go/bin:$HOME/.local/bin"' >>.zshrc; }
