# asdf's Go, through its shim, with a version chosen for good.
break_it()
{
	local v=1.26.8
	mkdir -p .asdf/shims .asdf/bin ".asdf/installs/golang/$v" && cp -a /usr/local/go ".asdf/installs/golang/$v/go"
	echo "golang $v" >.tool-versions
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang %s\nexec "$HOME/.asdf/installs/golang/%s/go/bin/go" "$@" # asdf exec "go" "$@"\n' "$v" "$v" >.asdf/shims/go
	printf '#!/bin/sh\n' >.asdf/bin/asdf && chmod 755 .asdf/shims/go .asdf/bin/asdf
	echo 'export PATH="$HOME/.asdf/shims:$HOME/.asdf/bin:$PATH"' >>.zshrc
}
