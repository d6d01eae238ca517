# A script whose interpreter is gone.
finds=plugin.not-runnable
break_it() { printf '#!/usr/bin/python2\n' >go/bin/protoc-gen-go; }
