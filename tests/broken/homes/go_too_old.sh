# The distribution's Go comes first.
finds=go.too-old beside=go.shadowed
break_it()
{
	mkdir sdk && cp -a /share/old-go sdk/go1.19
	echo 'export PATH="$HOME/sdk/go1.19/bin:$PATH"' >>.zshrc
}
