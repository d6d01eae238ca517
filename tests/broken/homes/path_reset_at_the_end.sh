# A later line takes PATH back.
finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path'
says='go version' explains=rc.resets-path
break_it() { echo 'export PATH=/usr/local/bin:/usr/bin:/bin' >>.zshrc; }
