# goenv was taken away by rm, its shims stayed and come first.
finds=go.shim-without-version beside=go.shadowed where='which does not exist'
says='go version' explains=go.shim-without-version
break_it()
{
	mkdir -p .goenv/shims
	printf '#!/usr/bin/env bash\nset -e\nprogram="${0##*/}"\nexport GOENV_ROOT="$HOME/.goenv"\nexec "$HOME/.goenv/libexec/goenv" exec "$program" "$@"\n' | tee .goenv/shims/go >.goenv/shims/gofmt
	chmod 755 .goenv/shims/*
	printf '%s\n' 'export GOENV_ROOT="$HOME/.goenv"' 'export PATH="$GOENV_ROOT/shims:$GOENV_ROOT/bin:$PATH"' >>.zshrc
}
