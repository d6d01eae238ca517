# A letter is missing in the folder's name.
finds=go.off-path beside=rc.other-shell
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && sed -i 's,/usr/local/go/bin,/usr/local/go/bn,' .zshrc; }
