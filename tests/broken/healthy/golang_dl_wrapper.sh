# golang.org/dl's wrapper for another Go beside the good one.
break_it()
{
	mkdir -p sdk && cp -a /share/old-go sdk/go1.19.8 && : >sdk/go1.19.8/.unpacked-success
	printf '#!/bin/sh\nexec "$HOME/sdk/go1.19.8/bin/go" "$@"\n' >go/bin/go1.19.8 && chmod 755 go/bin/go1.19.8
}
