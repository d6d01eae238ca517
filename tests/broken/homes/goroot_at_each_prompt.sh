# A function that zsh calls at each prompt sets GOROOT: no start file alone shows it.
finds=goenv.goroot heals=no # a line inside of a function is its owner's
says='precmd; go version' explains=goenv.goroot
where='.zshrc line 4, in the function of_the_office' # of the whole home, one line of PATH stands before
break_it()
{
	printf '%s\n' 'autoload -Uz add-zsh-hook' 'of_the_office() {' '  export GOROOT=/opt/go1.17' '}' \
		'add-zsh-hook precmd of_the_office' 'precmd() { of_the_office; }' >>.zshrc
}
