# The line was copied with its prompt.
shell=bash finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { rm .zshrc; cp /etc/skel/.profile .profile; echo '$ export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >>.bashrc; }
