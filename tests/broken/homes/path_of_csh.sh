# Lines for csh in .zshrc.
finds=go.off-path beside='rc.other-shell protoc.off-path plugin.off-path'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && echo 'setenv PATH "$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >.zshrc; }
