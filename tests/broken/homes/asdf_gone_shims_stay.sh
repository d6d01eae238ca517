# asdf was removed (brew's, apt's); its shims still stand first.
finds=go.shim-without-version beside=go.shadowed
says='go version' explains=tool.missing
break_it()
{
	mkdir -p .asdf/shims .asdf/installs/golang && echo 'golang 1.22.4' >.tool-versions
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang 1.22.4\nexec asdf exec "go" "$@"\n' >.asdf/shims/go && chmod 755 .asdf/shims/go
	echo 'export PATH="${ASDF_DATA_DIR:-$HOME/.asdf}/shims:$PATH"' >>.zshrc
}
