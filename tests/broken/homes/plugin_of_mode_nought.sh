# The plugin is one's own, and its mode lets nobody read it.
finds=plugin.not-runnable heals=no where='chmod u+rwx'
break_it() { chmod 0 go/bin/protoc-gen-go; }
