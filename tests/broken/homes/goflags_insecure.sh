# A flag that go get had once.
finds=goenv.goflags
says='go build -o /dev/null cmd/addr2line' explains=goenv.goflags
break_it() { echo 'export GOFLAGS=-insecure' >>.zshrc; }
