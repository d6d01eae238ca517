# The start file may not be written, its folder may.
finds=goenv.goroot heals=no # what its owner has closed stays as it is
break_it() { echo 'export GOROOT=/opt/go' >>.zshrc && chmod 0444 .zshrc; }
