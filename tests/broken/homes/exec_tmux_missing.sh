# Each terminal was to go on as tmux, which this machine has not: it closes as it opens.
finds=rc.slow beside='rc.stale-source go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.zshrc line 1'
break_it() { cp /etc/skel/.profile .profile && printf '[[ -z "$TMUX" ]] && exec tmux new-session -A -s main\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
