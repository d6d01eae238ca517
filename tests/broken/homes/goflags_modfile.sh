# GOFLAGS names the go.mod of one project, for good.
finds=goenv.goflags
says='cd /tmp && mkdir p && cd p && go mod init p 2>/dev/null; go list ./...' explains=goenv.goflags
break_it() { echo 'export GOFLAGS="-mod=mod -modfile=tools.mod"' >>.zshrc; }
