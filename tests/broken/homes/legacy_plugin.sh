# The generator of years ago, which was installed once and comes first.
finds=plugin.legacy
break_it()
{
	mkdir -p bin && cp /share/protoc-gen-go-legacy bin/protoc-gen-go && chmod 755 bin/protoc-gen-go
	echo 'export PATH="$HOME/bin:$PATH"' >>.zshrc
}
