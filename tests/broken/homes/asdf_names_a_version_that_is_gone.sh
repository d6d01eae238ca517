# .tool-versions of the old machine: that version of Go was never installed on this one.
finds=go.shim-without-version beside=go.shadowed
says='go version' explains=go.shim-without-version
break_it()
{
	mkdir -p .asdf/shims .asdf/bin .asdf/installs/golang/1.21.0/go/bin && echo 'golang 1.22.4' >.tool-versions
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang 1.21.0\nexec asdf exec "go" "$@"\n' >.asdf/shims/go
	printf '#!/bin/sh\nprintf "No preset version installed for command go\\nPlease install a version by running one of the following:\\n\\nasdf install golang 1.22.4\\n" >&2\nexit 126\n' >.asdf/bin/asdf
	chmod 755 .asdf/shims/go .asdf/bin/asdf
	echo 'export PATH="$HOME/.asdf/shims:$HOME/.asdf/bin:$PATH"' >>.zshrc
}
