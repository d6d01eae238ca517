# gvm: GOROOT and GOPATH are its own, and right.
break_it()
{
	mkdir -p .gvm/gos .gvm/pkgsets/go1.26.8/global .gvm/scripts && cp -a /usr/local/go .gvm/gos/go1.26.8 && cp -al go/pkg .gvm/pkgsets/go1.26.8/global/ && cp -a go/bin .gvm/pkgsets/go1.26.8/global/
	printf '%s\n' 'export GOROOT="$GVM_ROOT/gos/go1.26.8"' 'export GOPATH="$GVM_ROOT/pkgsets/go1.26.8/global"' 'export PATH="$GOPATH/bin:$GOROOT/bin:$PATH"' >.gvm/scripts/gvm
	printf '%s\n' 'export GVM_ROOT="$HOME/.gvm"' '[[ -s "$GVM_ROOT/scripts/gvm" ]] && source "$GVM_ROOT/scripts/gvm"' >>.zshrc
}
