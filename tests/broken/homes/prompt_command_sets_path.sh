# No function: PROMPT_COMMAND itself brings PATH back.
finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path rc.differs' where=.bashrc
shell=bash
break_it() { rm .zshrc; cp /etc/skel/.profile .profile; printf '%s\n' 'saved=$PATH' 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' "PROMPT_COMMAND='history -a; PATH=\$saved'" >>.bashrc; }
