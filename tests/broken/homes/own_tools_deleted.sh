# The folder of our own tools was deleted by hand, its links and block stayed.
finds=go.missing beside='protoc.missing go.off-path'
says='go version' explains=go.missing
break_as_root() { rm -rf /usr/local/go; }
break_it()
{
	rm -rf .local/bin .local/include
	cp /etc/skel/.profile .profile && rm .zshrc
	mkdir -p .local/share/goready/bin
	for tool in go gofmt; do ln -s "../tools/go-1.26.8/bin/$tool" .local/share/goready/bin/; done
	ln -s ../tools/protoc-36.1/bin/protoc .local/share/goready/bin/
	echo 'export PATH="$HOME/.local/share/goready/bin:$HOME/go/bin:$PATH"' >.zshrc
}
