# The cluster's scratch disk is not there on this machine.
finds=goenv.cache
says='go build -o /dev/null std' explains=goenv.cache where='.zshrc'
break_it() { echo 'export XDG_CACHE_HOME=/scratch/$USER/cache' >>.zshrc; }
