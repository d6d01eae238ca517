# Saved by an editor of Windows: three bytes stand before the first line, and that line is not understood.
finds=rc.bytes beside='go.off-path protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=rc.bytes
break_it()
{
	cp /etc/skel/.profile .profile
	printf '\357\273\277%s\n' "$(tail -n 1 .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc
}
