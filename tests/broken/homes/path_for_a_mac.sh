# One .bashrc for Mac and Linux: the folders stand in the branch of the Mac.
shell=bash finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile && line=$(cat .zshrc) && rm .zshrc
	printf 'case "$(uname -s)" in\nDarwin)\n  %s\n  ;;\nLinux)\n  alias ls="ls --color=auto"\n  ;;\nesac\n' "$line" >>.bashrc
}
