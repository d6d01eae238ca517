# Pasted from a blog that sets its quotation marks: they become a part of the value.
finds=rc.bytes beside=goenv.gopath
says='go list std' explains=goenv.gopath
break_it() { printf 'export GOPATH=\342\200\234$HOME/go\342\200\235\n' >>.zshrc; }
