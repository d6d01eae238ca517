# config.fish was saved with carriage returns.
shell=fish finds=rc.bytes beside='path.bytes go.off-path protoc.off-path plugin.off-path rc.other-shell'
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish
	printf 'set -gx EDITOR vi\r\nset -gx PATH $PATH ~/.local/bin ~/go/bin /usr/local/go/bin\r\n' >.config/fish/config.fish
}
