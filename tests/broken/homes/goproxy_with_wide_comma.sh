# Typed with a Chinese keyboard: the comma between the proxies is the wide one.
finds=rc.bytes beside=goenv.proxy
environment=(GOPROXY=)
break_it() { echo 'export GOPROXY=https://goproxy.cn，direct' >>.zshrc; }
