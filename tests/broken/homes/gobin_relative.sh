# GOBIN is a relative folder.
finds=goenv.gobin
says='go install cmd/addr2line' explains=goenv.gobin
break_it() { echo 'export GOBIN=bin' >>.zshrc; }
