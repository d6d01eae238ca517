# Copied from Windows: entries with semicolons.
finds=path.joined beside='go.off-path protoc.off-path plugin.off-path path.relative rc.other-shell'
break_it()
{
	cp /etc/skel/.profile .profile
	echo 'export PATH="$PATH;$HOME/.local/bin;$HOME/go/bin;/usr/local/go/bin"' >.zshrc
}
