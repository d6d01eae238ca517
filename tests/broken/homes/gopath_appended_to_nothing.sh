# conf.d for zsh: GOPATH=$GOPATH:$HOME/go, where GOPATH was empty: the first folder has no name.
finds=goenv.gopath where=30-go.zsh
break_it()
{
	mkdir -p .config/zsh/conf.d && { cat .zshrc && echo 'export GOPATH=$GOPATH:$HOME/go'; } >.config/zsh/conf.d/30-go.zsh
	echo 'for f in ~/.config/zsh/conf.d/*.zsh; do source "$f"; done' >.zshrc && cp /etc/skel/.profile .profile
}
