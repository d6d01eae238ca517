# .zshenv leads zsh to dotfiles that were not cloned again: .zshrc in the home is not read.
finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path'
says='go version' explains=rc.other-shell
break_it() { cp /etc/skel/.profile .profile && echo 'export ZDOTDIR=$HOME/dotfiles/zsh' >.zshenv; }
