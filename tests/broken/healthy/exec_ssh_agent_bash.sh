# Each login begins within an agent.
shell=bash
break_it() { printf '[ -f ~/.bashrc ] && . ~/.bashrc\n[ -z "$SSH_AUTH_SOCK" ] && [ -x /usr/bin/ssh-agent ] && exec ssh-agent bash\n' >.bash_profile && cat .zshrc >>.bashrc; }
