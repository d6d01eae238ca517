# https//goproxy.cn: the colon was lost.
finds=goenv.proxy
says='GOMODCACHE=/tmp/x go install golang.org/x/text@v0.3.0' explains=goenv.proxy
break_it() { echo 'export GOPROXY=https//goproxy.cn,direct' >>.zshrc; }
environment=(GOPROXY=)
