# sudo unzip with a strict umask: the .proto files that come with protoc are root's alone.
finds=protoc.no-includes
says='cd /tmp && printf "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\";" >a.proto && protoc --go_out=. a.proto' explains=protoc.no-includes
break_as_root() { chown -R root:root /home/dev/.local/include && chmod 700 /home/dev/.local/include/google; }
