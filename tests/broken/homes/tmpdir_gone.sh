# TMPDIR names a disk that is gone: go builds nothing.
finds=goenv.cache
says='go build -o /dev/null cmd/addr2line' explains=goenv.cache
break_it() { echo 'export TMPDIR=/mnt/scratch/tmp' >>.zshrc; }
