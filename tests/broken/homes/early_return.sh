# A tool's installer put a return above everything.
shell=bash finds=go.off-path beside='rc.other-shell rc.wrong-file protoc.off-path plugin.off-path'
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile
	{ echo '[ -n "$IN_BUILD" ] || return'; tail -n 1 .zshrc; } >.bashrc && rm .zshrc
}
