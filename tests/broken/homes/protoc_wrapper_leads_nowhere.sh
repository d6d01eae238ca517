# protoc is a script that starts one that is gone.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it() { rm -rf .local/include && printf '#!/bin/sh\nexec "$HOME/.protobuf/bin/protoc" "$@"\n' >.local/bin/protoc; }
