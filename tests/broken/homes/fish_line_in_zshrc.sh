# The line of an article for fish, in .zshrc.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && echo 'fish_add_path ~/.local/bin ~/go/bin /usr/local/go/bin' >.zshrc; }
