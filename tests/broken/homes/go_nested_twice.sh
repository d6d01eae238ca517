# tar -C /usr/local/go: the tree stands one folder deeper than PATH says.
finds=go.off-path beside='rc.other-shell path.dangling'
says='go version' explains=go.off-path where=/usr/local/go/go
break_as_root() { mv /usr/local/go /usr/local/go.new && mkdir /usr/local/go && mv /usr/local/go.new /usr/local/go/go; }
