# .zshrc leads into a repository of dotfiles that was not cloned again.
finds=rc.unwritable beside='go.off-path rc.other-shell rc.stale-source protoc.off-path plugin.off-path'
leaves='rc.unwritable rc.stale-source'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && ln -s dotfiles/zshrc .zshrc; }
