# Each terminal was to begin in a project's folder, or not at all; the folder was moved.
finds=rc.slow beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.zshrc line 1' heals=partly leaves=rc.slow
break_it() { cp /etc/skel/.profile .profile && printf 'cd ~/work/api || exit 1\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
