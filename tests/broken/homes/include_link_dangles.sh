# include is a link into the folder of an older protoc, which was removed.
finds=protoc.no-includes
says='cd /tmp && printf "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\";" >a.proto && protoc --descriptor_set_out=a.pb a.proto' explains=protoc.no-includes
break_it() { rm -r .local/include && ln -s ../opt/protoc-21/include .local/include; }
