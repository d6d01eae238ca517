# GOARCH was set once while the plugins were installed: they are one folder further down.
finds=plugin.off-path
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.off-path
break_it() { mkdir go/bin/linux_amd64 && mv go/bin/protoc-gen-go* go/bin/linux_amd64/; }
