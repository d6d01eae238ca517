# export $PATH:... instead of PATH=$PATH:... : bash complains, and nothing is set.
shell=bash finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell' where='.bashrc line'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && echo 'export $PATH:$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin' >>.bashrc; }
