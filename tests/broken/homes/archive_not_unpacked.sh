# Half an upgrade: the old Go was removed, the archive lies in Downloads.
finds=go.missing
says='go version' explains=go.missing
break_as_root() { rm -rf /usr/local/go; }
break_it() { mkdir -p Downloads && head -c 100000 /dev/urandom >Downloads/go1.27.0.linux-amd64.tar.gz; }
