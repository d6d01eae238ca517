# The disk was full while Go was unpacked: the tools that go calls are missing.
finds=go.mixed-tree
says='go build -o /dev/null cmd/addr2line' explains=go.mixed-tree
break_it()
{
	mkdir sdk && cp -a /usr/local/go sdk/go && rm -rf sdk/go/pkg/tool
	echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.zshrc
}
