# An article for Macs: the line for PATH is in .zprofile, and the shell is bash.
shell=bash finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path' where=.zprofile
says='go version' explains=rc.other-shell
break_it() { cp /etc/skel/.profile .profile && mv .zshrc .zprofile; }
