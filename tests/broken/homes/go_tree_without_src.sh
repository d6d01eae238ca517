# Somebody took src away to save space.
finds=go.mixed-tree
says='go list std' explains=go.mixed-tree
break_it()
{
	mkdir -p sdk/go && cp -a /usr/local/go/bin /usr/local/go/pkg /usr/local/go/VERSION /usr/local/go/go.env sdk/go/
	echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.zshrc
}
