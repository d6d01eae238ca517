# .zshrc is a folder.
finds=go.off-path beside='rc.unwritable protoc.off-path plugin.off-path rc.other-shell'
leaves=rc.unwritable # it is its owner's to move
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && mkdir .zshrc; }
