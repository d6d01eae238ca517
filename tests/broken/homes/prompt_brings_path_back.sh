# A theme keeps what PATH was when its file was read, and brings it back at each prompt.
finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path rc.differs' where=.zshrc
break_it() { cp /etc/skel/.profile .profile; printf '%s\n' 'saved=$PATH' "$(cat .zshrc)" 'precmd() { PS1="%~ "; PATH=$saved; }' >.zshrc.new && mv .zshrc.new .zshrc; }
