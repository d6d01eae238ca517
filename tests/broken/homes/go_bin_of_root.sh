# sudo go install made ~/go/bin root's alone.
finds=fs.foreign-owner beside='plugin.missing plugin.off-path plugin.not-runnable' heals=no
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=fs.foreign-owner
break_as_root() { chown -R root:root /home/dev/go/bin && chmod 700 /home/dev/go/bin; }
