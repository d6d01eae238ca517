# chmod -R of too much: ~/.local/bin, where protoc is, is closed.
finds=fs.closed beside='protoc.missing protoc.off-path protoc.cannot-run'
says='protoc --version' explains=fs.closed
break_it() { chmod 0 .local/bin; }
