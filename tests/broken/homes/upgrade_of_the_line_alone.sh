# sed wrote the new version into the line, and the new Go was never unpacked.
finds=go.off-path
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go1.27.2/bin:$PATH"' >.zshrc; }
