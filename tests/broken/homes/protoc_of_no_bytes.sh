# The disk was full when protoc was unpacked.
finds=protoc.cannot-run
break_it() { : >.local/bin/protoc; }
