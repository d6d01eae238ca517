# Slashes at the end and doubled ones in PATH, and a folder twice.
break_it() { echo 'export PATH="$HOME//go/bin/:$HOME/.local/bin/:/usr/local/go//bin:$PATH" GOBIN="$HOME/go/bin/"' >.zshrc; }
