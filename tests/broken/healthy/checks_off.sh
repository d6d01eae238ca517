# Checks are switched off for everything, as some companies ask: said as a note.
break_it() { echo "export GONOSUMDB=* GOINSECURE=*" >>.zshrc; }
