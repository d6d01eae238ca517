# sudo go install with a umask of 077: the plugin is root's alone, and not even a copy of it could be kept.
finds=plugin.not-runnable heals=no where='sudo chown'
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.not-runnable
break_as_root() { chown root:root /home/dev/go/bin/protoc-gen-go && chmod 700 /home/dev/go/bin/protoc-gen-go; }
