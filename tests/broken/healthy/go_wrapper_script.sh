# ~/.local/bin/go is a script that sets two variables and goes on to Go.
shell=bash
break_it() { printf '#!/bin/sh\nexport GOTELEMETRY=off GOTOOLCHAIN=local\nexec /usr/local/go/bin/go "$@"\n' >.local/bin/go && chmod 755 .local/bin/go; }
