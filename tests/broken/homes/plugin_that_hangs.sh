# A script under a plugin's name that never ends.
finds=plugin.foreign
break_it() { printf '#!/bin/sh\nexec sleep 1000\n' >go/bin/protoc-gen-go-grpc; }
