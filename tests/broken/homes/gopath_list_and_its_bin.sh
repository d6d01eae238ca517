# GOPATH is a list, and PATH names its bin: of the last folder.
finds=goenv.gopath beside='plugin.off-path rc.other-shell'
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=goenv.gopath
break_it()
{
	cp /etc/skel/.profile .profile
	printf '%s\n' 'export PATH=$HOME/.local/bin:$PATH:/usr/local/go/bin' 'export GOPATH=$HOME/go:$HOME/work' 'export PATH=$PATH:${GOPATH##*:}/bin' >.zshrc
}
