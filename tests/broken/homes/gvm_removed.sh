# rm -rf ~/.gvm; what it had told the shell stayed.
finds=goenv.goroot beside=rc.stale-source leaves=rc.stale-source
says='go version' explains=goenv.goroot
break_it()
{
	printf '%s\n' 'source "$HOME/.gvm/scripts/gvm"' 'export GOROOT="$HOME/.gvm/gos/go1.17"' \
		'export PATH="$GOROOT/bin:$PATH"' >>.zshrc
}
