# ~/go leads to a disk that is not there any more: the plugins are gone, and none can be put there.
finds=goenv.gopath beside='plugin.missing plugin.off-path goenv.cache' heals=no
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=goenv.gopath
break_as_root() { rm -rf /home/dev/go && ln -s /mnt/data/go /home/dev/go && chown -h 1000:1000 /home/dev/go; }
