# Half an upgrade: the old tree was moved aside, the new one was never unpacked.
finds=go.off-path beside='rc.other-shell path.dangling' where=/usr/local/go1.26.8/bin
says='go version' explains=go.off-path
break_as_root() { mv /usr/local/go /usr/local/go1.26.8; }
