# An installer appended its line to a file whose last line had no end.
finds=path.no-system beside='go.off-path protoc.off-path plugin.off-path rc.other-shell path.relative'
break_it() { printf 'export PATH=$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATHexport NVM_DIR="$HOME/.nvm"\n' >.zshrc; }
