# The archive for arm64 was unpacked.
shell=bash finds=go.wrong-arch
says='go version' explains=go.wrong-arch
break_it()
{
	mkdir sdk && cp -a /usr/local/go sdk/go && cat /share/go-arm64 >sdk/go/bin/go
	echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.profile
}
