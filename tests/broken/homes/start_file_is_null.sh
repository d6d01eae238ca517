# .bashrc leads to /dev/null.
shell=bash finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path'
break_it() { rm .bashrc .profile && ln -s /dev/null .bashrc; }
