# .bashrc was copied from a Mac: Homebrew's folders, and its Go as GOROOT.
shell=bash finds=goenv.goroot beside='rc.stale-source path.dangling' leaves=rc.stale-source
where='.bashrc'
break_it()
{
	rm .zshrc
	printf '%s\n' 'eval "$(/opt/homebrew/bin/brew shellenv)"' 'export GOROOT="$(brew --prefix golang)/libexec"' \
		'export PATH="$PATH:$GOROOT/bin:/opt/homebrew/opt/protobuf/bin"' >>.bashrc
}
