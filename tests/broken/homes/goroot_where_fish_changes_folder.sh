# fish sets GOROOT in a function that is called where the folder changes.
shell=fish finds=goenv.goroot heals=no
says='cd /usr; go version' explains=goenv.goroot
where='config.fish line 3, in the function of_the_office'
break_it()
{
	mkdir -p .config/fish
	printf '%s\n' 'fish_add_path /usr/local/go/bin ~/.local/bin ~/go/bin' \
		'function of_the_office --on-variable PWD' '  set -gx GOROOT /opt/go1.17' 'end' \
		>.config/fish/config.fish
}
