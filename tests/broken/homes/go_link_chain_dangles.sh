# The link for go leads by way of "current" into a tree that was cleaned away.
finds=go.missing where=/usr/local/bin/go
says='go version' explains=go.missing
break_as_root() { rm -rf /usr/local/go && mkdir -p /opt/go && ln -s go1.25.3 /opt/go/current && ln -s /opt/go/current/bin/go /usr/local/bin/go; }
