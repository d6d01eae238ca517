# GOBIN was never set: PATH ends with nothing, which is the folder one is in.
finds=path.relative leaves=path.relative # what GOBIN was to be nobody knows
break_it() { echo 'export PATH="$PATH:$GOBIN"' >>.zshrc; }
