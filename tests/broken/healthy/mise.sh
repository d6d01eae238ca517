# mise's Go, its folder put on PATH by the shell's hook.
break_it()
{
	local v=1.26.8
	mkdir -p .local/share/mise/installs/go .config/mise && cp -a /usr/local/go ".local/share/mise/installs/go/$v"
	printf '[tools]\ngo = "%s"\n' "$v" >.config/mise/config.toml
	echo "export PATH=\"\$HOME/.local/share/mise/installs/go/$v/bin:\$PATH\"" >>.zshrc
}
