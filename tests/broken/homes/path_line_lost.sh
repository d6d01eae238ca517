# The line that put Go on PATH is gone.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && echo 'alias ll="ls -l"' >.zshrc; }
