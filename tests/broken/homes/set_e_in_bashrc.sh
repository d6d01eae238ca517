# The terminal closes as it opens: with set -e, whatever fails ends the shell, be it a grep that finds nothing.
shell=bash finds=rc.slow beside='rc.other-shell go.off-path protoc.off-path plugin.off-path' where='.bashrc line 1'
break_it()
{
	cp /etc/skel/.profile .profile
	{ printf '%s\n' 'set -eo pipefail' 'grep -q work /etc/hostname | head -n 1' && tail -n 1 .zshrc; } >.bashrc && rm .zshrc
}
