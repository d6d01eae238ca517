# A .zshrc of an old tutorial: GOROOT, GOPATH and modules all by hand.
finds=goenv.goroot beside=goenv.modules-off
says='go version' explains=goenv.goroot
break_it()
{
	printf 'export GOROOT=/usr/lib/go-1.13\nexport GOPATH=$HOME/go\nexport GO111MODULE=off\nexport PATH=$PATH:$GOROOT/bin:$GOPATH/bin\n' >>.zshrc
}
