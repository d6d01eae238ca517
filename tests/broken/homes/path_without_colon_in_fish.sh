# fish joins "$PATH" with colons, and the blank after it is a part of the last folder.
shell=fish finds=path.joined beside='go.off-path rc.other-shell'
says='go version' explains=path.joined
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish
	printf '%s\n' 'set -gx PATH ~/.local/bin ~/go/bin $PATH' 'set -gx PATH "$PATH /usr/local/go/bin"' >.config/fish/config.fish
}
