# Blanks around the equals sign: the shell ends reading there.
finds=go.off-path beside='rc.other-shell rc.syntax protoc.off-path plugin.off-path'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH = "$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >.zshrc; }
