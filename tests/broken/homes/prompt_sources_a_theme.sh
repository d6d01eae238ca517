# The same, and the line stands in a file that is sourced at each prompt.
finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path rc.differs' where=.theme.zsh
break_it() { cp /etc/skel/.profile .profile; echo 'PATH=/usr/local/bin:/usr/bin:/bin' >.theme.zsh; echo 'precmd() { source ~/.theme.zsh; }' >>.zshrc; }
