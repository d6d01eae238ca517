# Emacs' Tramp: a zsh at a terminal that can nothing is to say nothing, so the file ends there.
break_it()
{
	cp /etc/skel/.profile .profile
	{ printf '%s\n' '[[ $TERM == "dumb" ]] && unsetopt zle && PS1='\''$ '\'' && return' '[ -n "$INSIDE_EMACS" ] && return' '[[ -n $NO_COLOR ]] && return' && cat .zshrc; } >zshrc && mv zshrc .zshrc
}
