# GOTOOLCHAIN names a Go from before there were toolchains.
finds=goenv.toolchain-local
break_it() { echo 'export GOTOOLCHAIN=go1.18' >>.zshrc; }
