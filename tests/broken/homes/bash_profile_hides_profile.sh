# An installer made a .bash_profile: bash reads .profile no more.
shell=bash finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path'
says='go version' explains=rc.other-shell
break_it() { echo 'export EDITOR=vi' >.bash_profile; }
