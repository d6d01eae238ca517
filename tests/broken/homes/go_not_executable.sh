# An archive tool that knows no modes unpacked Go.
finds=go.cannot-run where="may not be executed"
says='go version' explains=go.cannot-run
break_it()
{
	cp /etc/skel/.profile .profile && cp -a /usr/local/go sdk-go && chmod -R a-x+X sdk-go && find sdk-go/bin sdk-go/pkg/tool -type f -exec chmod 644 {} +
	echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:$HOME/sdk-go/bin:$PATH"' >.zshrc
}
break_as_root() { rm -rf /usr/local/go; }
