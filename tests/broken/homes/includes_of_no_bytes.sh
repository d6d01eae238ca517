# The disk was full while the zip was unpacked: the names are there.
shell=bash finds=protoc.no-includes
says='cd /tmp && printf "syntax = \"proto3\"; package a; option go_package=\"x/a\"; import \"google/protobuf/timestamp.proto\"; message M { google.protobuf.Timestamp t = 1; }" >a.proto && protoc --go_out=. a.proto' explains=protoc.no-includes
break_it() { for f in .local/include/google/protobuf/[e-z]*.proto; do : >"$f"; done; cp /etc/skel/.profile .profile && cat .zshrc >>.bashrc && rm .zshrc; }
