# -ldflags with a blank and no quotes of its own: -w is a flag of go env, which no longer answers.
finds=goenv.goflags where='.zshrc line'
says='go env GOPATH' explains=goenv.goflags
break_it() { echo 'export GOFLAGS="-ldflags=-s -w"' >>.zshrc; }
