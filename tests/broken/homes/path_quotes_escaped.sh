# The quotes were escaped, and stand in PATH now.
leaves=path.bytes finds=path.bytes beside='go.off-path plugin.off-path protoc.off-path path.relative rc.other-shell'
says='go version' explains=path.bytes
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH=\"$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin\":$PATH' >.zshrc; }
