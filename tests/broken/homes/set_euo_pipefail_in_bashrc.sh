# The first line of every script in .bashrc: bash ends at a variable that is not set, and the terminal closes.
shell=bash finds=rc.syntax beside='rc.slow rc.other-shell go.off-path protoc.off-path plugin.off-path' where='.bashrc line 1'
break_it()
{
	cp /etc/skel/.profile .profile
	{ printf '%s\n' 'set -euo pipefail' 'export PS1="($DEPLOY_STAGE) $PS1"' && tail -n 1 .zshrc; } >.bashrc && rm .zshrc
}
