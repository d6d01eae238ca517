# mise by its shims, which are links to mise itself.
break_it()
{
	local v=1.26.8
	mkdir -p .local/share/mise/installs/go .local/share/mise/shims .config/mise
	cp -a /usr/local/go ".local/share/mise/installs/go/$v"
	printf '[tools]\ngo = "%s"\n' "$v" >.config/mise/config.toml
	printf '#!/bin/sh\ncase ${0##*/} in\nmise) ;;\n*) exec "$HOME/.local/share/mise/installs/go/%s/bin/${0##*/}" "$@" ;;\nesac\n' "$v" >.local/bin/mise
	chmod 755 .local/bin/mise
	ln -s "$HOME/.local/bin/mise" .local/share/mise/shims/go && ln -s "$HOME/.local/bin/mise" .local/share/mise/shims/gofmt
	echo 'export PATH="$HOME/.local/share/mise/shims:$PATH"' >>.zshrc
}
