# A file of its own in fish's conf.d.
shell=fish finds=goenv.goroot where=conf.d/golang.fish
break_it()
{
	mkdir -p .config/fish/conf.d && echo 'fish_add_path -g ~/.local/bin ~/go/bin /usr/local/go/bin' >.config/fish/config.fish
	printf 'set -gx GOROOT (string trim /usr/lib/golang)\nset -gx GOPATH $HOME/go\n' >.config/fish/conf.d/golang.fish
}
