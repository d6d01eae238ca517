# cd ~work above the line for PATH, and nothing is named so any more: zsh complains, and reads no further.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.zshrc:1: no such user'
break_it() { cp /etc/skel/.profile .profile && printf 'cd ~work\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
