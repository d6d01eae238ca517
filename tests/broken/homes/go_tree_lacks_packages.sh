# An unpacking that broke off late: some of the standard library is missing.
finds=go.mixed-tree
break_it()
{
	mkdir sdk && cp -a /usr/local/go sdk/go && rm -rf sdk/go/src/net sdk/go/src/os
	echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.zshrc
}
