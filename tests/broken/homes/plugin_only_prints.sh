# Another program has the plugin's name: it only prints.
finds=plugin.foreign
break_it() { printf '#!/bin/sh\necho protoc-gen-go\n' >go/bin/protoc-gen-go; }
