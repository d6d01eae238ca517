# The line stands in a function that nothing calls.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && printf 'go_tools() {\n  %s\n}\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
