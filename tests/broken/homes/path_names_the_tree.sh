# PATH names Go's tree in the place of its bin.
shell=fish finds=go.off-path beside='rc.other-shell'
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish
	printf '# This file contains fish universal variable definitions.\n# VERSION: 3.0\nSETUVAR fish_user_paths:/home/dev/\\x2elocal/bin\\x1e/home/dev/go/bin\\x1e/usr/local/go\n' >.config/fish/fish_variables
}
