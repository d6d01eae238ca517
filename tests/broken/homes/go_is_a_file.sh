# A download was saved as ~/go: go install has no folder for programs there.
finds=goenv.gopath beside='plugin.missing plugin.off-path' heals=no
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=goenv.gopath
break_as_root() { rm -rf /home/dev/go && echo '<html>' >/home/dev/go && chown 1000:1000 /home/dev/go; }
