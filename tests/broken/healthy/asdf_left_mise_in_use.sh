# asdf's folder is left, mise is in use by its hook, and both read .tool-versions.
break_it()
{
	local v=1.26.8
	mkdir -p .asdf/shims .local/share/mise/installs/go .config/mise && ln -s /usr/local/go ".local/share/mise/installs/go/$v"
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang 1.19\nexec asdf exec "go" "$@"\n' >.asdf/shims/go && chmod 755 .asdf/shims/go
	printf '[tools]\ngo = "%s"\n' "$v" >.config/mise/config.toml && echo "golang $v" >.tool-versions
	printf '#!/bin/sh\ncase $1 in\nactivate) echo '"'"'_mise_hook() { eval "$(mise hook-env -s zsh)"; }; typeset -ag precmd_functions; precmd_functions=(_mise_hook $precmd_functions)'"'"' ;;\nhook-env) echo "export PATH=$HOME/.local/share/mise/installs/go/%s/bin:$PATH" ;;\nesac\n' "$v" >.local/bin/mise && chmod 755 .local/bin/mise
	echo 'eval "$(mise activate zsh)"' >>.zshrc
}
