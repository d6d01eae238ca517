# A plugin in a folder that .zshrc alone puts first prints and does nothing: login shells do not see it.
finds=plugin.foreign
break_it()
{
	mkdir -p tools && printf '#!/bin/sh\necho hello\n' >tools/protoc-gen-go && chmod 755 tools/protoc-gen-go
	echo 'export PATH="$HOME/tools:$PATH"' >>.zshrc
}
