# cp -r include ~/.local/include, where that was there already: the .proto files are one folder too deep.
finds=protoc.no-includes
says='cd /tmp && printf "syntax = \"proto3\"; import \"google/protobuf/empty.proto\";" >a.proto && protoc --descriptor_set_out=a.pb a.proto' explains=protoc.no-includes
break_it() { mkdir .local/new && mv .local/include .local/new/ && mv .local/new .local/include; }
