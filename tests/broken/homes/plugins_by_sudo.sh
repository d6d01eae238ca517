# sudo go install: they are root's now.
finds=plugin.missing
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.missing
break_it() { rm go/bin/protoc-gen-go*; }
break_as_root() { mkdir -p /root/go/bin && cp /share/protoc-gen-go-legacy /root/go/bin/protoc-gen-go && chmod 700 /root; }
