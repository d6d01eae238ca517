# A script of one's own is called go, and comes first.
finds=go.cannot-run beside='go.shadowed go.off-path'
break_it() { printf '#!/bin/sh\n# go NAME: to a project\ncd "$HOME/src/$1" && exec "$SHELL"\n' >.local/bin/go && chmod 755 .local/bin/go; }
