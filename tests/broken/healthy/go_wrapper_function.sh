# A function that counts how often go is run, and goes on to it.
break_it() { printf 'go() {\n  echo "$@" >>~/.go_log\n  command go "$@"\n}\n' >>.zshrc; }
