# .zshenv has carriage returns: GOPATH ends with one.
finds=rc.bytes beside='goenv.gopath plugin.off-path path.bytes rc.other-shell' where='.zshenv line 2'
says='protoc-gen-go --version' explains=path.bytes
break_it() { printf 'export EDITOR=vi\r\nexport GOPATH=$HOME/go\r\n' >.zshenv && echo 'export PATH="$HOME/.local/bin:$GOPATH/bin:/usr/local/go/bin:$PATH"' >.zshrc; }
