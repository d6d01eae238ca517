# ln -sf ~/.zshrc ~/.zshrc.
finds=rc.unwritable beside='go.off-path rc.other-shell rc.stale-source protoc.off-path plugin.off-path'
leaves='rc.unwritable rc.stale-source'
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && ln -s .zshrc .zshrc; }
