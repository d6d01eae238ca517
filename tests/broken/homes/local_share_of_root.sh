# A program that was run with sudo made ~/.local/share, where goready's own files go; PATH was never set.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell fs.foreign-owner' heals=refused
where='share belongs to another user'
command='sudo chown -R "$(id -un)" /home/dev/.local/share'
break_it() { cp /etc/skel/.profile .profile && rm .zshrc; }
break_as_root() { mkdir -p /home/dev/.local/share && chown root:root /home/dev/.local/share; }
