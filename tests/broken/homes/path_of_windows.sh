# Copied from Windows: entries with semicolons.
finds=go.off-path beside='protoc.off-path plugin.off-path path.relative rc.other-shell'
break_it()
{
	cp /etc/skel/.profile .profile
	echo 'export PATH="$PATH;$HOME/.local/bin;$HOME/go/bin;/usr/local/go/bin"' >.zshrc
}
