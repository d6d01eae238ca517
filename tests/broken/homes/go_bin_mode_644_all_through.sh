# chmod -R 644 ~/go/bin: neither the folder can be entered, nor the plugins run.
finds=fs.closed beside='plugin.missing plugin.off-path plugin.not-runnable'
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=fs.closed
break_it() { chmod 644 go/bin/* && chmod 644 go/bin; }
