# protoc is a script that starts the real one, as pip's is.
break_it()
{
	mkdir -p .local/lib/protoc/bin && mv .local/bin/protoc .local/lib/protoc/bin/ && mv .local/include .local/lib/protoc/
	printf '#!/bin/sh\nexec "$HOME/.local/lib/protoc/bin/protoc" "$@"\n' >.local/bin/protoc && chmod 755 .local/bin/protoc
}
