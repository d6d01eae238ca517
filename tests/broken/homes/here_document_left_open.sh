# A command of an article was typed into the file: all below is the text of a here-document.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' leaves=rc.syntax
says='go version' explains=rc.syntax
shell=bash
break_it() { rm .zshrc; cp /etc/skel/.profile .profile; printf '%s\n' 'cat >> /tmp/vimrc << EOT' 'set number' '  EOT' 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >>.bashrc; }
