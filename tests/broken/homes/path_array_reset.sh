# path=( ... ) without $path: the system's folders are gone.
finds=path.no-system
says='ls' explains=path.no-system
break_it() { echo 'path=(~/.local/bin ~/go/bin /usr/local/go/bin)' >>.zshrc; }
