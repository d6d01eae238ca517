# for f in ~/.zsh.d/*.zsh: where there is none, zsh complains, and reads no further.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell rc.stale-source' where='.zshrc:1: no matches found'
says='go version' explains=rc.syntax
break_it() { cp /etc/skel/.profile .profile && mkdir .zsh.d && printf 'for f in ~/.zsh.d/*.zsh; do source $f; done\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
