# GOTMPDIR names a folder that is gone.
finds=goenv.cache
says='go build -o /dev/null cmd/addr2line' explains=goenv.cache
break_it() { echo 'export GOTMPDIR=/mnt/fast/tmp' >>.zshrc; }
