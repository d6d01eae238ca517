# fish loads a function of go's name, which goes on to it.
shell=fish
break_it()
{
	rm .zshrc .profile && mkdir -p .config/fish/functions && echo 'fish_add_path ~/.local/bin ~/go/bin /usr/local/go/bin' >.config/fish/config.fish
	printf 'function go --wraps go\n    set -lx CGO_ENABLED 0\n    command go $argv\nend\n' >.config/fish/functions/go.fish
}
