# ~/.local/bin was closed by a chmod of too much.
finds=fs.closed beside='protoc.missing protoc.off-path'
break_it() { chmod 0 .local/bin; }
