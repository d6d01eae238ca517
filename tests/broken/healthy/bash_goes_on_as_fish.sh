# chsh is not allowed: .bashrc ends with exec fish.
shell=bash
break_it()
{
	rm .zshrc; cp /etc/skel/.profile .profile
	printf '%s\n' 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' 'if [[ $- == *i* && -z "$BASH_EXECUTION_STRING" && -x /usr/bin/fish && -t 1 ]]; then exec fish; fi' >>.bashrc
}
