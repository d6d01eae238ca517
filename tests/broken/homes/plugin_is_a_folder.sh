# A folder has the plugin's place.
finds=plugin.not-runnable
break_it() { rm go/bin/protoc-gen-go && mkdir go/bin/protoc-gen-go; }
