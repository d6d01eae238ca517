# goenv's global version was uninstalled.
finds=go.shim-without-version beside=go.shadowed
says='go version' explains=go.shim-without-version
break_it()
{
	mkdir -p .goenv/shims .goenv/bin .goenv/versions && echo 1.21.3 >.goenv/version
	printf '#!/usr/bin/env bash\nset -e\nprogram="${0##*/}"\nexport GOENV_ROOT="$HOME/.goenv"\nexec "$HOME/.goenv/bin/goenv" exec "$program" "$@"\n' >.goenv/shims/go
	printf '#!/bin/sh\necho "goenv: version '"'1.21.3'"' is not installed (set by $HOME/.goenv/version)" >&2\nexit 1\n' >.goenv/bin/goenv
	chmod 755 .goenv/shims/go .goenv/bin/goenv
	printf '%s\n' 'export GOENV_ROOT="$HOME/.goenv"' 'export PATH="$GOENV_ROOT/shims:$GOENV_ROOT/bin:$PATH"' >>.zshrc
}
