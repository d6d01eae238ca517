# dotfiles from the Mac with its home written out.
finds=path.dangling beside='protoc.off-path plugin.off-path rc.other-shell'
break_it() { cp /etc/skel/.profile .profile && printf 'export PATH=/Users/ann/.local/bin:/Users/ann/go/bin:/usr/local/go/bin:$PATH\n' >.zshrc; }
