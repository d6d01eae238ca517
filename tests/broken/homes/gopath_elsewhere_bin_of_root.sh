# GOPATH on a data disk whose bin sudo made.
finds=fs.foreign-owner beside='plugin.missing goenv.gopath' heals=no
break_it() { rm go/bin/protoc-gen-go*; echo 'export GOPATH=/srv/go PATH=$PATH:/srv/go/bin' >>.zshrc; }
break_as_root() { mkdir -p /srv/go/bin /srv/go/pkg && chown 1000:1000 /srv/go /srv/go/pkg && chmod 755 /srv/go/bin; }
