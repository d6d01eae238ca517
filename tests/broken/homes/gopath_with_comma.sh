# Two folders in GOPATH, with a comma between them: go takes them for one.
finds=goenv.gopath beside='plugin.missing plugin.off-path'
break_it() { cp /etc/skel/.profile .profile && printf '%s\n' 'export GOPATH=$HOME/go,$HOME/work' 'export PATH="$HOME/.local/bin:/usr/local/go/bin:$GOPATH/bin:$PATH"' >.zshrc; }
