# The plugin is a link into a build folder that was cleaned.
finds=plugin.not-runnable
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.not-runnable
break_it() { rm go/bin/protoc-gen-go && ln -s "$HOME/src/protobuf-go/build/protoc-gen-go" go/bin/protoc-gen-go; }
