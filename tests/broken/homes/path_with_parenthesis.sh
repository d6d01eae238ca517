# A folder of Windows, pasted without quotes: bash stops at its parenthesis, and reads no further.
shell=bash finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='"line": 1' leaves=rc.syntax
says='go version' explains=rc.syntax
break_it() { cp /etc/skel/.profile .profile && printf 'export PATH=$PATH:/mnt/c/Program Files (x86)/protoc/bin\n%s\n' "$(tail -n 1 .zshrc)" >.bashrc && rm .zshrc; }
