# The folder that ~/.local/bin's links lead to was moved.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it() { rm -rf .local/include && rm .local/bin/protoc && ln -s "$HOME/protoc-21/bin/protoc" .local/bin/protoc; }
