# The same, and chmod +x of bin alone, after reading what the shell says.
finds=go.mixed-tree
says='go build -o /dev/null cmd/addr2line' explains=go.mixed-tree
where='may not be executed'
break_it()
{
	cp /etc/skel/.profile .profile && cp -a /usr/local/go sdk-go && find sdk-go/pkg/tool -type f -exec chmod 644 {} +
	echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:$HOME/sdk-go/bin:$PATH"' >.zshrc
}
break_as_root() { rm -rf /usr/local/go; }
