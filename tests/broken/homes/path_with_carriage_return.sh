# .bashrc was edited on Windows: the last folder of PATH ends with a carriage return.
shell=bash finds=rc.bytes beside='path.bytes go.off-path'
says='go version' explains=path.bytes
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc
	printf 'export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"\nexport PATH=$PATH:/usr/local/go/bin\r\n' >>.bashrc
}
