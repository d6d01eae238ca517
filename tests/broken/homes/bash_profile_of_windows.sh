# .bash_profile was saved with carriage returns: it takes in ".bashrc\r", which is not there.
shell=bash finds=rc.bytes beside='go.off-path protoc.off-path plugin.off-path rc.other-shell rc.stale-source rc.syntax rc.differs'
break_it() { printf '. ~/.bashrc\r\n' >.bash_profile && tail -n 1 .zshrc >>.bashrc && rm .zshrc && cp /etc/skel/.profile .profile; }
