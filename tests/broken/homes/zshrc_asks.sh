# Each terminal asks something first: an editor that starts the shell for its PATH waits for ever.
finds=rc.slow beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.zshrc line 1' heals=no ends=0 # a warning
break_it() { cp /etc/skel/.profile .profile && printf 'vared -p "Which cluster? " -c CLUSTER\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
