# go install is to put programs where root alone may.
finds=goenv.gobin
says=$installs_own explains=goenv.gobin
break_it() { echo 'export GOBIN=/usr/local/bin' >>.zshrc; }
