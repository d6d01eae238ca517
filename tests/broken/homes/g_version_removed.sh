# The manager g: its link "go" leads to a version that was removed, and GOROOT is that link.
finds=goenv.goroot beside=path.dangling
says='go version' explains=goenv.goroot
break_it()
{
	mkdir -p .g/versions && ln -s "$HOME/.g/versions/1.22.1" .g/go
	printf '%s\n' 'export GOROOT="${HOME}/.g/go"' 'export PATH="${HOME}/.g/bin:${GOROOT}/bin:$PATH"' >.g/env
	echo '[ -s "${HOME}/.g/env" ] && \. "${HOME}/.g/env"' >>.zshrc
}
