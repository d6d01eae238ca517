# ln -s, run twice in the wrong folder: ~/go/bin leads to itself.
finds=goenv.gopath beside='plugin.missing plugin.off-path' heals=no
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=goenv.gopath
where='leads to no folder'
break_it() { rm -r go/bin && ln -s bin go/bin; }
