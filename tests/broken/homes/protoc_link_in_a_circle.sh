# ln -s protoc protoc: a link to itself.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it() { rm -r .local/bin/protoc .local/include && ln -s protoc .local/bin/protoc; }
