# PATH takes in $GOPATH/bin a line before GOPATH is set: it is /bin then.
finds=plugin.off-path
beside=plugin.off-path
break_it()
{
	cp /etc/skel/.profile .profile
	printf '%s\n' 'export PATH="$HOME/.local/bin:/usr/local/go/bin:$PATH:$GOPATH/bin"' \
		'export GOPATH="$HOME/go"' | tee .zshrc >>.profile
}
