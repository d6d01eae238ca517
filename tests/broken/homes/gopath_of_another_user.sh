# Dotfiles of the old machine, where the user had another name.
finds=goenv.gopath beside='plugin.off-path protoc.off-path goenv.cache goenv.gobin'
says=$installs_own explains=goenv.gopath
break_it() { printf '%s\n' 'export GOPATH=/home/jsmith/go' 'export PATH="/home/jsmith/.local/bin:$GOPATH/bin:$PATH"' >>.zshrc; }
