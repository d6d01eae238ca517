# Strict habits in .bashrc: umask 077, no overwriting, CDPATH, IFS, traces of what fails.
shell=bash
break_it()
{
	cp /etc/skel/.profile .profile
	{ tail -n 1 .zshrc && printf '%s\n' 'umask 077' 'set -o noclobber' 'export CDPATH=.:~/src:~' "IFS=\$'\\n'" "trap 'true' ERR"; } >>.bashrc && rm .zshrc && mkdir src
}
