# Go's own settings, written with an editor: go knows no $HOME there.
finds=goenv.gobin
says='cd /tmp && go install cmd/addr2line' explains=goenv.gobin
break_it() { mkdir -p .config/go && echo 'GOBIN=$HOME/go/bin' >.config/go/env; }
