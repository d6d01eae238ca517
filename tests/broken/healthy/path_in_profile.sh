# PATH in .profile alone, with bash.
shell=bash
break_it() { rm .zshrc; }
