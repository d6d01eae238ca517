# A folder has the plugin's place: its owner moves it, for nobody else knows what is in it.
finds=plugin.not-runnable heals=no
break_it() { rm go/bin/protoc-gen-go && mkdir go/bin/protoc-gen-go; }
