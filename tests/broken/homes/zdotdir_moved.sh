# ZDOTDIR was moved, and the line for PATH went into the .zshrc that nobody reads any more.
finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path' where='.zshrc puts'
says='go version' explains=rc.other-shell
break_it()
{
	cp /etc/skel/.profile .profile
	mkdir -p .config/zsh && echo 'PROMPT="%~ "' >.config/zsh/.zshrc && echo 'export ZDOTDIR=$HOME/.config/zsh' >.zshenv
}
