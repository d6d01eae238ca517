# An .envrc in the home, allowed once: direnv brings its flags into each terminal at the prompt.
finds=goenv.goflags heals=no
break_it()
{
	echo 'export GOFLAGS=-mod=vendor' >.envrc
	printf '#!/bin/sh\ncase $1 in\nhook) echo '"'"'_direnv_hook() { eval "$(direnv export zsh)" }; typeset -ag precmd_functions; precmd_functions=(_direnv_hook $precmd_functions)'"'"' ;;\nexport) echo "export GOFLAGS=-mod=vendor DIRENV_DIR=-$HOME DIRENV_FILE=$HOME/.envrc;" ;;\nesac\n' >.local/bin/direnv
	chmod 755 .local/bin/direnv && echo 'eval "$(direnv hook zsh)"' >>.zshrc
}
