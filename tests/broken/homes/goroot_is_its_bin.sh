# GOROOT names the folder of the program in the place of the tree.
finds=goenv.goroot
break_it() { echo 'export GOROOT=/usr/local/go/bin' >>.zshrc; }
