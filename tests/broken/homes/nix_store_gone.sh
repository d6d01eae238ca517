# Nix was uninstalled by rm -rf /nix: the profile in the home still leads into its store, and go came from there.
shell=bash finds=go.missing
says='go version' explains=go.missing
break_as_root() { rm -rf /usr/local/go; }
break_it()
{
	ln -s /nix/var/nix/profiles/per-user/dev/profile .nix-profile && cp /etc/skel/.profile .profile && rm .zshrc
	printf '%s\n' 'export PATH="$HOME/.nix-profile/bin:$HOME/.local/bin:$HOME/go/bin:$PATH"' \
		'if [ -e ~/.nix-profile/etc/profile.d/nix.sh ]; then . ~/.nix-profile/etc/profile.d/nix.sh; fi' >>.bashrc
}
