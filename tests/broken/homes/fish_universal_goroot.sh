# set -Ux GOROOT, years ago: no line of any file says it.
shell=fish finds=goenv.goroot where=fish_variables heals=no # set -Ue GOROOT is fish's own to do
says='go version' explains=goenv.goroot
break_it()
{
	mkdir -p .config/fish
	printf 'fish_add_path ~/.local/bin ~/go/bin /usr/local/go/bin\n' >.config/fish/config.fish
	printf '# This file contains fish universal variable definitions.\n# VERSION: 3.0\nSETUVAR --export GOROOT:/opt/go1\\x2e17\n' >.config/fish/fish_variables
}
