# GOENV leads to a file of settings of its own, and that has the proxy off.
finds=goenv.proxy where='.go-settings'
environment=(GOPROXY=)
says='go install golang.org/x/tools/gopls@v0.1.0' explains=goenv.proxy
break_it() { echo GOPROXY=off >.go-settings && echo 'export GOENV=$HOME/.go-settings' >>.zshrc; }
