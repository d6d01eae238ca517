# fish builds for another machine.
shell=fish finds=goenv.target-forced
break_it()
{
	mkdir -p .config/fish
	printf 'set -gx PATH ~/.local/bin ~/go/bin /usr/local/go/bin $PATH\nset -gx GOARCH arm64\n' >.config/fish/config.fish
}
