# A Nix profile in front, with other programs in it.
break_it()
{
	mkdir -p .local/state/nix/profiles/profile/bin && ln -s .local/state/nix/profiles/profile .nix-profile
	printf '#!/bin/sh\n' >.nix-profile/bin/hello && chmod 755 .nix-profile/bin/hello
	echo 'export PATH="$HOME/.nix-profile/bin:$PATH"' >>.zshrc
}
