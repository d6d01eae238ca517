# The user was renamed; .zshrc names the folders of the old home.
finds=path.dangling beside='protoc.off-path plugin.off-path rc.other-shell'
says='protoc --version' explains=path.dangling
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH="/home/ann/.local/bin:/home/ann/go/bin:/usr/local/go/bin:$PATH"' >.zshrc; }
