# GOOS and GOARCH as this machine has them, and flags that do no harm.
break_it() { printf '%s\n' 'export GOOS=linux GOARCH=amd64' 'export GOFLAGS="-trimpath -buildvcs=false"' 'export CGO_ENABLED=0' >>.zshrc; }
