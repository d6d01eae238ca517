# A trap of scripts in .bashrc: whatever fails ends the terminal.
shell=bash finds=rc.slow beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.bashrc line 1'
break_it()
{
	cp /etc/skel/.profile .profile
	{ printf '%s\n' "trap 'echo failed; exit 1' ERR" 'grep -q staging /etc/hostname' && tail -n 1 .zshrc; } >.bashrc && rm .zshrc
}
