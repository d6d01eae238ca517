# The colon after $PATH was forgotten: the last two folders are one that nobody has.
finds=path.joined beside='go.off-path rc.other-shell'
says='go version' explains=path.joined
break_it()
{
	cp /etc/skel/.profile .profile
	printf '%s\n' 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"' 'export PATH=$PATH/usr/local/go/bin' >.zshrc
}
