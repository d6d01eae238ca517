# ~/bin/go is a script that starts a version which was cleaned up.
shell=bash finds=go.cannot-run
says='go version' explains=go.cannot-run
break_it()
{
	mkdir bin && printf '#!/bin/bash\n# wrapper: team pins 1.22\nexec "$HOME/sdk/go1.22.3/bin/go" "$@"\n' >bin/go && chmod 755 bin/go
	cp /etc/skel/.profile .profile && { cat .zshrc && echo 'PATH=$HOME/bin:$PATH'; } >>.bashrc && rm .zshrc
}
