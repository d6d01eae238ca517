# curl without -f wrote what the server said, and that was made executable.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it() { rm -r .local/include && printf 'Not Found' >.local/bin/protoc && chmod 755 .local/bin/protoc; }
