# asdf's shim for go comes first, and no version is chosen.
finds=go.shim-without-version beside='go.shadowed'
says='go version' explains=go.shim-without-version
break_it()
{
	mkdir -p .asdf/shims .asdf/bin .asdf/installs/golang
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang 1.21.0\nexec asdf exec "go" "$@"\n' >.asdf/shims/go
	printf '#!/bin/sh\necho "No version is set for command go" >&2\nexit 126\n' >.asdf/bin/asdf && chmod 755 .asdf/shims/go .asdf/bin/asdf
	echo 'export PATH="$HOME/.asdf/shims:$HOME/.asdf/bin:$PATH"' >>.zshrc
}
