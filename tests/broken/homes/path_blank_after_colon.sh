# A blank after the colon: what follows it is a name for export.
shell=bash finds=go.off-path beside='rc.other-shell path.relative' leaves=path.relative
says='go version' explains=go.off-path
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc
	printf '%s\n' 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"' 'export PATH=$PATH: /usr/local/go/bin' >>.bashrc
}
