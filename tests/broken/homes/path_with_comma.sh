# A comma where a colon belongs.
finds=path.joined beside='go.off-path protoc.off-path plugin.off-path path.relative rc.other-shell'
says='go version' explains=path.joined
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH=$PATH:$HOME/.local/bin,$HOME/go/bin,/usr/local/go/bin' >.zshrc; }
