# go env -w GOPROXY with a scheme that go does not speak.
finds=goenv.proxy
says='go install example.com/x@latest' explains=goenv.proxy
environment=(GOPROXY=) # the test's own
break_it() { mkdir -p .config/go && echo 'GOPROXY=ftp://proxy.example' >.config/go/env; }
