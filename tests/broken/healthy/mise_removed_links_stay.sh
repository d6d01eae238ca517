# mise was removed, its shims still come first and lead nowhere: shells pass over them to the Go behind.
break_it()
{
	mkdir -p .local/share/mise/shims && ln -s ../../../bin/mise .local/share/mise/shims/go && ln -s ../../../bin/mise .local/share/mise/shims/protoc
	printf '%s\n' 'export PATH="$HOME/.local/share/mise/shims:$PATH"' '[ -x ~/.local/bin/mise ] && eval "$(~/.local/bin/mise activate zsh)"' >>.zshrc
}
