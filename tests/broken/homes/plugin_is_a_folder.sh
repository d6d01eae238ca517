# A folder has the plugin's place.
finds=plugin.missing
break_it() { rm go/bin/protoc-gen-go && mkdir go/bin/protoc-gen-go; }
