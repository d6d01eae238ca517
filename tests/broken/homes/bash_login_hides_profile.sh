# A .bash_login of an old tutorial: bash reads .profile no more.
shell=bash finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path'
says='go version' explains=rc.other-shell
break_it() { rm .zshrc && echo 'umask 022' >.bash_login; }
