# A copy that broke off.
finds=plugin.not-runnable
break_it() { head -c 100000 go/bin/protoc-gen-go >cut && cat cut >go/bin/protoc-gen-go && rm cut; }
