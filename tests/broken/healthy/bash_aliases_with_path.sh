# PATH in .bash_aliases, which Debian's .bashrc takes in.
shell=bash
break_it() { cp /etc/skel/.profile .profile && mv .zshrc .bash_aliases; }
