# GOWORK names a workspace that was deleted.
finds=goenv.work
says='go list ./...' explains=goenv.work
break_it() { echo 'export GOWORK=$HOME/old/go.work' >>.zshrc; }
