# A plugin is a script that starts the one of a home that was renamed.
finds=plugin.not-runnable
says='cd /tmp && printf "syntax = \"proto3\"; package a; option go_package=\"x/a\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.not-runnable
break_it() { printf '#!/bin/sh\nexec /home/olduser/go/bin/protoc-gen-go "$@"\n' >go/bin/protoc-gen-go; }
