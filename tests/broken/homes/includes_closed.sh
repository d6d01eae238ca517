# chmod of the wrong folder: the .proto files that come with protoc are there, and closed.
finds=protoc.no-includes beside=fs.closed
says='cd /tmp && printf "syntax = \"proto3\"; import \"google/protobuf/empty.proto\";" >a.proto && protoc --descriptor_set_out=a.pb a.proto' explains=protoc.no-includes
break_it() { chmod 0 .local/include/google; }
