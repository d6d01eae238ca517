# A blank in the place of the colon, in bash.
shell=bash finds=path.joined beside='go.off-path rc.other-shell'
says='go version' explains=path.joined
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc
	printf '%s\n' 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"' 'export PATH="$PATH /usr/local/go/bin"' >>.bashrc
}
