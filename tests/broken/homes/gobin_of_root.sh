# go install is to put programs where root alone may.
finds=goenv.gobin
says='go install cmd/addr2line' explains=goenv.gobin
break_it() { echo 'export GOBIN=/usr/local/bin' >>.zshrc; }
