# ~/go/bin was copied from a Mac.
shell=bash finds=plugin.wrong-arch
says='protoc-gen-go --version' explains=plugin.wrong-arch
break_it() { { printf '\317\372\355\376\014\000\000\001\000\000\000\000\002\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000'; head -c 4000 /dev/zero; } >go/bin/protoc-gen-go; }
