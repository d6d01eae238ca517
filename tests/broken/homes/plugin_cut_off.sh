# A copy that broke off.
finds=plugin.not-runnable
break_it() { head -c 100000 go/bin/protoc-gen-go >half && cat half >go/bin/protoc-gen-go && rm half; }
