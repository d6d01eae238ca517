# To have login shells everywhere, .bash_profile goes on as one: it never comes to an end.
shell=bash finds=rc.slow beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' where='.bash_profile line'
break_it() { printf '%s\n' '[ -f ~/.bashrc ] && . ~/.bashrc' 'exec bash -l' >.bash_profile; }
