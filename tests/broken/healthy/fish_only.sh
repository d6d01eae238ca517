# fish, and no other start file.
shell=fish
break_it()
{
	rm -f .zshrc .bashrc && cp /etc/skel/.profile .profile && mkdir -p .config/fish
	echo 'set -gx PATH ~/.local/bin ~/go/bin /usr/local/go/bin $PATH' >.config/fish/config.fish
}
