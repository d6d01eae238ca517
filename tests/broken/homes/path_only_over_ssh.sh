# The lines stand in an if that was meant for another machine.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && printf 'if [ -n "$SSH_CONNECTION" ]; then\n%s\nfi\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
