# A tilde in quotes: Go takes it as it stands.
finds=goenv.cache where='.zshrc line'
says='cd /tmp && go vet fmt' explains=goenv.cache
break_it() { echo 'export GOCACHE="~/.cache/go-build"' >>.zshrc; }
