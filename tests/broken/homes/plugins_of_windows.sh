# ~/go was copied from Windows: its programs end with .exe.
shell=bash finds=plugin.missing
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=plugin.missing
break_it() { for f in go/bin/*; do printf 'MZ\220\0' >"$f.exe" && rm "$f"; done; }
