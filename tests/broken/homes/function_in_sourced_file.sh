# go of a container, as a function in a file of functions.
finds=rc.alias leaves=rc.alias where=.zsh_functions
break_it() { printf 'go() {\n  docker run --rm -v "$PWD:/src" -w /src golang:1.17 go "$@"\n}\n' >.zsh_functions && echo '. ~/.zsh_functions' >>.zshrc; }
