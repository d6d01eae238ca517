# protoc-gen-go-grpc was never installed.
finds=plugin.missing
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go-grpc_out=. a.proto' explains=plugin.missing
break_it() { rm go/bin/protoc-gen-go-grpc; }
