# The disk was full when it was installed.
finds=plugin.foreign
break_it() { : >go/bin/protoc-gen-go; }
