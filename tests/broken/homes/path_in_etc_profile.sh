# The official guide's line in /etc/profile, which zsh does not read.
finds=rc.other-shell beside=go.off-path
says='go version' explains=rc.other-shell
where=/etc/profile
break_as_root() { echo 'export PATH=$PATH:/usr/local/go/bin' >>/etc/profile; }
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"' >.zshrc; }
