# Links to Go in ~/.local/bin, in the place of its folder on PATH.
break_it() { cp /etc/skel/.profile .profile && ln -s /usr/local/go/bin/go /usr/local/go/bin/gofmt .local/bin/ && echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"' >.zshrc; }
