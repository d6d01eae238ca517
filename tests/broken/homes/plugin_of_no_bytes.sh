# The disk was full when it was installed.
finds=plugin.not-runnable
break_it() { : >go/bin/protoc-gen-go; }
