# .zshrc goes on as fish before it comes to the folders, and fish has none.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell rc.slow'
break_it() { cp /etc/skel/.profile .profile && printf '[[ -o interactive && -x /usr/bin/fish && -z "$ZSH_EXECUTION_STRING" ]] && exec fish\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
