# The same folder, and a plugin is missing in it too: that is seen, and brought, once it is open.
finds=fs.closed beside='plugin.missing plugin.off-path plugin.not-runnable'
break_it() { rm go/bin/protoc-gen-go-grpc && chmod 0 go/bin; }
