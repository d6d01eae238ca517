# go env -w with quotes that stay.
finds=goenv.proxy
environment=(GOPROXY=)
says='go install example.com/x@latest' explains=goenv.proxy
break_it() { mkdir -p .config/go && echo "GOPROXY='https://goproxy.cn,direct'" >.config/go/env; }
