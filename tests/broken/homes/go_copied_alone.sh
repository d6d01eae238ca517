# Only bin/go was copied.
finds=go.lone-binary
says='go version' explains=go.lone-binary
break_it() { cp /usr/local/go/bin/go .local/bin/go; }
