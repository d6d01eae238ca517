# The line for PATH was commented out for a test.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && sed -i 's/^/# /' .zshrc; }
