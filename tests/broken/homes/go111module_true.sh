# GO111MODULE=true: go knows on, off and auto.
finds=goenv.modules-off
says='cd /tmp && go list ./...' explains=goenv.modules-off
break_it() { echo 'export GO111MODULE=true' >>.zshrc; }
