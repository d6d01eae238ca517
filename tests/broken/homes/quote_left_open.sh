# An alias without its second quote: all that stands below is in it.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' leaves=rc.syntax
break_it() { cp /etc/skel/.profile .profile && sed -i "1i alias gs='git status" .zshrc; }
