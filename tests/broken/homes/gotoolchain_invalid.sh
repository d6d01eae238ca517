# GOTOOLCHAIN without the word go.
finds=goenv.toolchain-invalid
says='go version' explains=goenv.toolchain-invalid
break_it() { echo 'export GOTOOLCHAIN=1.22' >>.zshrc; }
