# PATH names the program itself in the place of its folder.
finds=go.off-path beside=rc.other-shell
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile
	echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH:/usr/local/go/bin/go"' >.zshrc
}
