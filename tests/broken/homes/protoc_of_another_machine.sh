# The archive for arm64 was unpacked.
finds=protoc.wrong-arch
says='protoc --version' explains=protoc.wrong-arch
break_it() { cp /share/protoc-arm64 .local/bin/protoc && chmod 755 .local/bin/protoc; }
