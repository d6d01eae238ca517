# mv protoc-gen-go ~/go/bin, where there was no such folder: the plugin is that file now.
finds=goenv.gopath beside='plugin.missing plugin.off-path' heals=no
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=goenv.gopath
break_it() { mv go/bin/protoc-gen-go plugin && rm -r go/bin && mv plugin go/bin; }
