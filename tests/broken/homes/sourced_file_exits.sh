# A script is taken in that was made to be run: it ends with exit, and so does each terminal.
finds=rc.slow beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.zshrc line 1' heals=partly leaves=rc.slow
break_it()
{
	cp /etc/skel/.profile .profile && mkdir bin && printf '#!/bin/sh\n# Checks the VPN.\n[ -d /opt/vpn ] || { echo "no VPN" >&2; exit 1; }\n' >bin/vpn.sh
	printf 'source ~/bin/vpn.sh\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc
}
