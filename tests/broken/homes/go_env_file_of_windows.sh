# Go's own settings, copied from Windows: a value ends with a carriage return.
finds=goenv.toolchain-invalid beside=goenv.gopath
says='go version' explains=goenv.toolchain-invalid
break_it() { mkdir -p .config/go && printf 'GOTOOLCHAIN=local\r\nGOPROXY=https://goproxy.cn,direct\r\n' >.config/go/env; }
environment=(GOPROXY=)
