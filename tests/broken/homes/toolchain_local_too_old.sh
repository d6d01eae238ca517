# GOTOOLCHAIN=local, and the first go is an old one.
finds=go.too-old beside='go.shadowed goenv.toolchain-local'
break_it()
{
	mkdir sdk && cp -a /share/old-go sdk/go1.19
	printf 'export GOTOOLCHAIN=local\nexport PATH="$HOME/sdk/go1.19/bin:$PATH"\n' >>.zshrc
}
