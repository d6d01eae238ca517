# A semicolon between the proxies.
finds=goenv.proxy
environment=(GOPROXY=)
break_it() { echo 'export GOPROXY="https://goproxy.cn;direct"' >>.zshrc; }
