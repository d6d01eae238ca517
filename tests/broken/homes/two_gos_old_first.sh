# Two Gos: /usr/bin has the distribution's link, and a later line puts an old one before the good one.
finds=go.too-old beside=go.shadowed
says='go version' explains=none
break_it()
{
	mkdir -p opt/bin && cp -a /share/old-go opt/go && ln -s ../go/bin/go opt/bin/go
	echo 'PATH="$HOME/opt/bin:$PATH"; export PATH' >>.zshrc
}
