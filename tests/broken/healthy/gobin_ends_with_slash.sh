# One folder, written in three ways: GOBIN with a slash at its end, PATH with a doubled one and with a dot.
break_it()
{
	cp /etc/skel/.profile .profile
	printf '%s\n' 'export GOBIN="$HOME/go/bin/"' 'export GOPATH=$HOME/./go//' \
		'export PATH="$HOME/.local//bin:$HOME//go/./bin/:/usr/local/go//bin/:$PATH"' | tee .zshrc >>.profile
}
