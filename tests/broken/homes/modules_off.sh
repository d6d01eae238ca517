# GO111MODULE=off from an old article.
finds=goenv.modules-off
break_it() { echo 'export GO111MODULE=off' >>.zshrc; }
