# go env -w with quotes that stay.
finds=goenv.proxy
environment=(GOPROXY=)
break_it() { mkdir -p .config/go && echo "GOPROXY='https://goproxy.cn,direct'" >.config/go/env; }
