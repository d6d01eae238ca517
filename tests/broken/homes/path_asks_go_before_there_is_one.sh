# $(go env GOPATH) is asked a line before go is on PATH.
shell=bash finds=plugin.off-path
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc
	printf '%s\n' 'export PATH="$PATH:$(go env GOPATH)/bin"' 'export PATH="$HOME/.local/bin:/usr/local/go/bin:$PATH"' >>.bashrc
}
