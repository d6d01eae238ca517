# mise's shims come first, and its settings name no Go any more.
shell=bash finds=go.shim-without-version beside=go.shadowed
says='go version' explains=go.shim-without-version
break_it()
{
	mkdir -p .local/share/mise/shims .config/mise && printf '[tools]\nnode = "22"\n' >.config/mise/config.toml
	printf '#!/bin/sh\necho "mise ERROR No version is set for shim: ${0##*/}" >&2\necho "mise ERROR Run with --verbose or MISE_VERBOSE=1 for more information" >&2\nexit 1\n' >.local/bin/mise
	chmod 755 .local/bin/mise && ln -s ../../../bin/mise .local/share/mise/shims/go
	echo 'export PATH="$HOME/.local/share/mise/shims:$PATH"' >>.profile
}
