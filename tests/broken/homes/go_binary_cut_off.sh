# tar was stopped with Ctrl-C while it wrote bin/go: a third of the program is there.
finds=go.cannot-run
break_it()
{
	mkdir sdk && cp -a /usr/local/go sdk/go && head -c 4000000 /usr/local/go/bin/go >sdk/go/bin/go.cut && mv sdk/go/bin/go.cut sdk/go/bin/go
	chmod 755 sdk/go/bin/go && echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.zshrc
}
break_as_root() { rm -rf /usr/local/go; }
