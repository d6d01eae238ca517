# readonly PATH in the first line: what stands below cannot add to it.
shell=bash finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell rc.syntax' where='.bashrc line 1'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && printf 'readonly PATH\n%s\n' "$(tail -n 1 .zshrc)" >.bashrc && rm .zshrc; }
