# An early return for another kind of terminal.
break_it() { sed -i '1i [ -n "$INSIDE_EMACS" ] \&\& return\n[[ $TERM == dumb ]] \&\& return' .zshrc; }
