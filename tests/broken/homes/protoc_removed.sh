# protoc was never installed.
finds=protoc.missing
says='protoc --version' explains=protoc.missing
break_it() { rm -rf .local/bin/protoc .local/include; }
