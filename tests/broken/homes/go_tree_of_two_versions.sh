# The file VERSION is another version's.
finds=go.mixed-tree
break_it()
{
	mkdir sdk && cp -a /usr/local/go sdk/go && printf 'go1.24.1\n' >sdk/go/VERSION
	echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.zshrc
}
