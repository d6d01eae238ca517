# A wrapper that starts the plugin by go run: it works in one project only.
finds=plugin.foreign
says='cd /tmp && printf "syntax = \"proto3\"; package a; option go_package=\"x/a\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.foreign
break_it() { printf '#!/bin/bash\nexec go run google.golang.org/protobuf/cmd/protoc-gen-go "$@"\n' >go/bin/protoc-gen-go; }
