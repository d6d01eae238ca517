# A plugin that was copied without its mode.
finds=plugin.not-runnable
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.not-runnable
break_it() { chmod 644 go/bin/protoc-gen-go; }
