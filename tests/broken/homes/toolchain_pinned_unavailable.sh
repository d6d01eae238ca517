# go env -w GOTOOLCHAIN=go1.99.0: a version that there is not.
finds=go.toolchain-unavailable beside='goenv.toolchain-invalid goenv.toolchain-local'
says='GOPROXY=off go version' explains=go.toolchain-unavailable
break_it() { mkdir -p .config/go && echo 'GOTOOLCHAIN=go1.99.0' >.config/go/env; }
