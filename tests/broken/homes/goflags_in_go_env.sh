# go env -w GOFLAGS with a word that is no flag.
finds=goenv.goflags
says='go version; go list std' explains=goenv.goflags
break_it() { mkdir -p .config/go && echo 'GOFLAGS=mod=mod' >.config/go/env; }
