# A later line takes PATH back.
finds=go.off-path beside='protoc.off-path plugin.off-path'
says='go version' explains=go.off-path
break_it() { echo 'export PATH=/usr/local/bin:/usr/bin:/bin' >>.zshrc; }
