# ln -sf ~/.zshrc ~/.zshrc.
finds=go.off-path beside='rc.other-shell rc.unwritable rc.stale-source protoc.off-path plugin.off-path'
leaves='rc.unwritable rc.stale-source'
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && ln -s .zshrc .zshrc; }
