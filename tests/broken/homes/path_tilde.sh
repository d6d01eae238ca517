# A ~ between quotes in PATH: nobody expands it.
finds=path.tilde beside='plugin.off-path protoc.off-path rc.other-shell'
says='protoc-gen-go --version' explains=path.tilde
break_it()
{
	cp /etc/skel/.profile .profile
	echo 'export PATH="~/go/bin:~/.local/bin:/usr/local/go/bin:$PATH"' >.zshrc
}
