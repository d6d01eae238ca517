# By ssh from a Mac: a locale and a terminal that this machine does not have.
shell=bash
environment=(LC_ALL=en_US.UTF-8 LC_CTYPE=UTF-8 LANG= TERM=xterm-ghostty)
break_it() { cp /etc/skel/.profile .profile && { tail -n 1 .zshrc && printf '%s\n' 'export LC_ALL=de_DE.UTF-8 TERM=xterm-kitty' 'stty -ixon' 'bind "set completion-ignore-case on"' 'tput setaf 2'; } >>.bashrc && rm .zshrc; }
