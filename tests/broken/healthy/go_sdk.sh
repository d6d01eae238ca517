# Go in ~/sdk, as golang.org/dl puts it, before the older one of the machine.
break_it()
{
	mkdir -p sdk && cp -a /usr/local/go sdk/go1.26.8
	echo 'export PATH="$HOME/sdk/go1.26.8/bin:$PATH"' >>.zshrc
}
