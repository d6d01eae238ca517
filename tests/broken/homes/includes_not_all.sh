# Some of the .proto files that come with protoc were copied, not all.
finds=protoc.no-includes
says='cd /tmp && printf "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\";" >a.proto && protoc --go_out=. a.proto' explains=protoc.no-includes
break_it() { rm .local/include/google/protobuf/timestamp.proto .local/include/google/protobuf/duration.proto; }
