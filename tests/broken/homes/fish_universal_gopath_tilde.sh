# set -Ux GOPATH '~/go' : the quotes kept the ~, for good.
shell=fish finds=goenv.gopath heals=no where=fish_variables beside='plugin.off-path plugin.missing'
says='go list std' explains=goenv.gopath
break_it()
{
	mkdir -p .config/fish
	echo 'fish_add_path -g ~/.local/bin ~/go/bin /usr/local/go/bin' >.config/fish/config.fish
	printf '# This file contains fish universal variable definitions.\n# VERSION: 3.0\nSETUVAR --export GOPATH:\\x7e/go\n' >.config/fish/fish_variables
}
