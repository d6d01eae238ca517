# Written by a script that escaped once too often: $HOME stands in PATH as it is.
finds=path.tilde beside='plugin.off-path protoc.off-path rc.other-shell'
break_it()
{
	cp /etc/skel/.profile .profile
	echo 'export PATH="\$HOME/go/bin:\$HOME/.local/bin:/usr/local/go/bin:$PATH"' >.zshrc
}
