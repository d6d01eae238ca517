# PATH stands in .bashrc alone.
shell=bash
break_it() { cp /etc/skel/.profile .profile && tail -n 1 .zshrc >>.bashrc; }
