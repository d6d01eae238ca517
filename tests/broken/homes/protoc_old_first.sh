# A protoc of years ago comes first.
finds=protoc.outdated
break_it()
{
	mkdir -p bin && printf '#!/bin/sh\necho libprotoc 3.0.0\n' >bin/protoc && chmod 755 bin/protoc
	echo 'export PATH="$HOME/bin:$PATH"' >>.zshrc
}
