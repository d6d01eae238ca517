# Pasted from a web page: a no-break blank in PATH.
shell=zsh finds=path.bytes beside='go.off-path'
break_it()
{
	cp /etc/skel/.profile .profile
	printf 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"\nexport PATH="$PATH:\302\240/usr/local/go/bin"\n' >.zshrc
}
