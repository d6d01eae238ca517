# The home came back from a disk that knows no modes.
finds=protoc.cannot-run beside='plugin.not-runnable protoc.not-runnable'
says='protoc --version' explains=protoc.cannot-run
break_it() { chmod -x .local/bin/protoc go/bin/*; }
