# The plugins are there, the Go bin folder is on no PATH.
finds=plugin.off-path
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.off-path
break_it()
{
	cp /etc/skel/.profile .profile
	echo 'export PATH="$HOME/.local/bin:/usr/local/go/bin:$PATH"' >.zshrc
}
