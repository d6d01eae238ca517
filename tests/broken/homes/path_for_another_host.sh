# One .zshrc for all machines: the lines are for a host that this one is not.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && printf 'if [[ "$(hostname -s)" == workbox* ]]; then\n  %s\nfi\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
