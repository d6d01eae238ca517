# ln -s protoc-gen-go protoc-gen-go-grpc, as an answer had it: it makes messages twice, and no service.
finds=plugin.foreign
break_it() { ln -sf protoc-gen-go go/bin/protoc-gen-go-grpc; }
