# A terminal whose bash hands over to zsh.
shell=bash
break_it() { echo '[ -t 1 ] && [ -z "$ZSH_VERSION" ] && exec zsh' >>.bashrc; }
