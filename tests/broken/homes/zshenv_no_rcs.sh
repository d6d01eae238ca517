# .zshenv switches start files off, as an answer about slow terminals had it: .zshrc is not read.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
says='go version' explains=go.off-path
break_it() { cp /etc/skel/.profile .profile && echo 'unsetopt RCS' >.zshenv; }
