# The first line takes in the company's file, or ends: the file is gone.
finds=rc.stale-source beside='go.off-path protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=rc.stale-source where='.zshrc line 1'
break_it() { cp /etc/skel/.profile .profile && printf 'source ~/.corp/env.sh || return\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc; }
