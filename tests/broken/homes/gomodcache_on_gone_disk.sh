# The module cache on a disk that is gone.
finds=goenv.cache
break_it() { echo 'export GOMODCACHE=/mnt/disk2/go/pkg/mod' >>.zshrc; }
