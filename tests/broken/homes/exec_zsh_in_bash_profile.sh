# No right to run chsh: .bash_profile goes on as zsh, and hides .profile; .zshrc has no PATH.
shell=bash finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path'
break_it() { printf 'export PATH="$HOME/bin:$PATH"\n[ -x /usr/bin/zsh ] && exec /usr/bin/zsh\n' >.bash_profile && printf 'setopt autocd\n' >.zshrc; }
