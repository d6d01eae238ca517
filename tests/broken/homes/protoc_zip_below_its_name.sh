# The archive was unpacked with its own folder, and PATH names the one around it.
finds=protoc.off-path
says='protoc --version' explains=protoc.off-path where=protoc-36.1-linux-x86_64/bin
break_it()
{
	mkdir -p protoc/protoc-36.1-linux-x86_64/bin && mv .local/bin/protoc protoc/protoc-36.1-linux-x86_64/bin/ && mv .local/include protoc/protoc-36.1-linux-x86_64/
	echo 'export PATH="$HOME/protoc/bin:$PATH"' >>.zshrc
}
