# A return in three lines, above the line for PATH.
finds=go.off-path beside='rc.other-shell protoc.off-path plugin.off-path'
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile
	sed -i '1i if [ -z "$WORK_ACCOUNT" ]; then\n  return\nfi' .zshrc
}
