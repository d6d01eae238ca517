# go env -w GOARCH, forgotten after a cross build.
finds=goenv.target-forced
break_it() { mkdir -p .config/go && echo 'GOARCH=arm64' >.config/go/env; }
