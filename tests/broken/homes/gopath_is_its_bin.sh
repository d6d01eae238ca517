# GOPATH names its own folder bin: go install puts programs into go/bin/bin, which is on no PATH.
finds=goenv.gopath
break_it() { echo 'export GOPATH=$HOME/go/bin' >>.zshrc; }
