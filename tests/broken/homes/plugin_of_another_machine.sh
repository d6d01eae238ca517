# Plugins copied from a machine with another processor.
finds=plugin.wrong-arch
says='protoc-gen-go --version' explains=plugin.wrong-arch
break_it() { cp /share/protoc-arm64 go/bin/protoc-gen-go && chmod 755 go/bin/protoc-gen-go; }
