# mise is active, asdf's folder of years ago stays behind it.
break_it()
{
	local v=1.26.8
	mkdir -p .local/share/mise/installs/go .asdf/shims .asdf/installs/golang/1.19.8 && cp -a /usr/local/go ".local/share/mise/installs/go/$v" && cp -a /share/old-go .asdf/installs/golang/1.19.8/go
	printf '#!/usr/bin/env bash\n# asdf-plugin: golang 1.19.8\nexec asdf exec "go" "$@"\n' >.asdf/shims/go && chmod 755 .asdf/shims/go
	echo "export PATH=\"\$HOME/.local/share/mise/installs/go/$v/bin:\$PATH:\$HOME/.asdf/shims\"" >>.zshrc
}
