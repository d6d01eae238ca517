# bash with .bash_login, which takes in .bashrc.
shell=bash
break_it() { cp .zshrc .bash_login && rm .zshrc && cp /etc/skel/.profile .profile && echo '. ~/.bashrc' >>.bash_login; }
