# The power went while .bashrc was written: it has its length, and no letters.
shell=bash finds=rc.bytes beside='go.off-path protoc.off-path plugin.off-path rc.other-shell rc.syntax'
says='go version' explains=rc.bytes
break_it() { rm .zshrc && cp /etc/skel/.profile .profile && head -c 3500 /dev/zero >.bashrc; }
