# Homebrew for Linux was removed, with the Go and protoc that it had; its line stayed.
shell=bash finds=go.missing beside='protoc.missing rc.stale-source' leaves=rc.stale-source
says='go version' explains=brew.missing
break_as_root() { rm -rf /usr/local/go; }
break_it()
{
	rm -r .local/bin/protoc .local/include .zshrc && cp /etc/skel/.profile .profile
	printf '%s\n' 'eval "$(/home/linuxbrew/.linuxbrew/bin/brew shellenv)"' 'export PATH="$HOME/go/bin:$PATH"' >>.bashrc
}
