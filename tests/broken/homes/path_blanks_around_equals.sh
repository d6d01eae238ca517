# Blanks around the equals sign: the shell ends reading there.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='bad assignment'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH = "$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >.zshrc; }
