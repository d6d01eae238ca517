# asdf since 0.16 is a program of its own: its shims call it by its name.
break_it()
{
	local v=1.26.8
	mkdir -p .asdf/shims ".asdf/installs/golang/$v" && cp -a /usr/local/go ".asdf/installs/golang/$v/go"
	echo "golang $v" >.tool-versions
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang %s\nexec asdf exec "go" "$@"\n' "$v" >.asdf/shims/go
	printf '#!/bin/sh\n[ "$1" = exec ] && shift 2 && exec "$HOME/.asdf/installs/golang/%s/go/bin/go" "$@"\n' "$v" >.local/bin/asdf
	chmod 755 .asdf/shims/go .local/bin/asdf
	echo 'export PATH="${ASDF_DATA_DIR:-$HOME/.asdf}/shims:$PATH"' >>.zshrc
}
