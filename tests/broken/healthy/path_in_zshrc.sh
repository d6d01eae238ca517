# PATH stands in .zshrc alone, as most people have it.
break_it() { cp /etc/skel/.profile .profile; }
