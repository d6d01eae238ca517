# GOBIN is $(go env GOPATH)/bin a line above the one that puts go on PATH: it is /bin.
shell=bash finds=goenv.gobin
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc
	printf '%s\n' 'export GOBIN="$(go env GOPATH)/bin"' 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >>.bashrc
}
