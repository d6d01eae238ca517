# GOFLAGS from a project that has a vendor folder.
finds=goenv.goflags
break_it() { echo 'export GOFLAGS=-mod=vendor' >>.zshrc; }
