# The dotfiles were moved to another folder; .zshrc still leads to the old one.
finds=rc.unwritable beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' leaves=rc.unwritable
break_it() { cp /etc/skel/.profile .profile && mkdir -p work/dotfiles && mv .zshrc work/dotfiles/zshrc && ln -s dotfiles/zshrc .zshrc; }
