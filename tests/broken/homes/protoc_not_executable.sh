# Unpacked by a program that loses modes.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it() { chmod 644 .local/bin/protoc; }
