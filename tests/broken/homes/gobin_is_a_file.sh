# GOBIN names a program in the place of its folder.
finds=goenv.gobin
says=$installs_own explains=goenv.gobin
break_it() { echo 'export GOBIN=$HOME/go/bin/protoc-gen-go' >>.zshrc; }
