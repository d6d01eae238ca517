# Each folder is added where it is there, and one is written wrong.
shell=zsh finds=plugin.off-path beside='rc.other-shell'
break_it() { cp /etc/skel/.profile .profile && printf '%s\n' '[ -d /usr/local/go/bin ] && export PATH="/usr/local/go/bin:$PATH"' '[ -d "$HOME/.local/bin" ] && export PATH="$HOME/.local/bin:$PATH"' '[ -d "$HOME/gopath/bin" ] && export PATH="$HOME/gopath/bin:$PATH"' >.zshrc; }
