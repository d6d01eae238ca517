# Dotfiles in git, and a merge that nobody finished.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='"line": 2' leaves=rc.syntax
says='go version' explains=rc.syntax
break_it()
{
	cp /etc/skel/.profile .profile
	printf '%s\n' 'alias ll="ls -l"' '<<<<<<< HEAD' 'export EDITOR=vi' '=======' 'export EDITOR=nano' '>>>>>>> laptop' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc
}
