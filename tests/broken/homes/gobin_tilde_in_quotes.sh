# GOBIN with a ~ in quotes: nobody expands it.
finds=goenv.gobin
says='go install cmd/addr2line' explains=goenv.gobin
break_it() { echo 'export GOBIN="~/go/bin"' >>.zshrc; }
