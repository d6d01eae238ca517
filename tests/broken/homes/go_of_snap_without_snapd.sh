# snap's go first on PATH, in a container where snapd does not run.
shell=bash finds=go.cannot-run
says='go version' explains=go.cannot-run
break_as_root()
{
	mkdir -p /snap/bin && printf '#!/bin/sh\necho "error: cannot communicate with server: Get \\"http://localhost/v2/snaps/go\\": dial unix /run/snapd.socket: connect: no such file or directory" >&2\nexit 1\n' >/usr/bin/snap
	chmod 755 /usr/bin/snap && ln -s /usr/bin/snap /snap/bin/go && ln -s /usr/bin/snap /snap/bin/gofmt
}
break_it() { cp /etc/skel/.profile .profile && { cat .zshrc && echo 'export PATH=/snap/bin:$PATH'; } >>.bashrc && rm .zshrc; }
