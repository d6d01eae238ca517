# .zshrc is a folder.
finds=go.off-path beside='rc.unwritable protoc.off-path plugin.off-path rc.other-shell'
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && mkdir .zshrc; }
