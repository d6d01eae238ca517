# mv protoc ~/.local/bin, where there was no such folder.
finds=protoc.missing
says='protoc --version' explains=protoc.missing
break_it() { mv .local/bin/protoc p && rm -r .local/bin .local/include && mv p .local/bin; }
