# fish reads config.fish, not fish.config.
shell=fish finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish
	echo 'fish_add_path ~/.local/bin ~/go/bin /usr/local/go/bin' >.config/fish/fish.config
}
