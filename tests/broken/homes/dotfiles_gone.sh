# .zshrc leads into a repository of dotfiles that was not cloned again.
finds=go.off-path beside='rc.other-shell rc.unwritable rc.stale-source protoc.off-path plugin.off-path'
leaves='rc.unwritable rc.stale-source'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && ln -s dotfiles/zshrc .zshrc; }
