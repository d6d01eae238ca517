# GOPATH is another folder today, and PATH names the bin of the old one.
finds=plugin.off-path
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.off-path
break_it() { mkdir -p Documents/go/bin && mv go/bin/* Documents/go/bin/ && ln -s ../../go/pkg Documents/go/pkg && echo 'export GOPATH=$HOME/Documents/go' >>.zshrc; }
