# GOROOT of an older Go in fish's settings.
shell=fish finds=goenv.goroot
says='go version' explains=goenv.goroot
break_it()
{
	mkdir -p .config/fish
	printf 'set -gx PATH ~/.local/bin ~/go/bin /usr/local/go/bin $PATH\nset -gx GOROOT /opt/go\n' >.config/fish/config.fish
}
