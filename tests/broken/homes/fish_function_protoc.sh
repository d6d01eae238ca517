# A function that fish loads by its name stands in for protoc.
shell=fish finds=rc.alias leaves=rc.alias where=functions/protoc.fish
break_it()
{
	mkdir -p .config/fish/functions
	printf 'fish_add_path ~/.local/bin ~/go/bin /usr/local/go/bin\n' >.config/fish/config.fish
	printf 'function protoc --description "in the container"\n  docker run --rm namely/protoc $argv\nend\n' >.config/fish/functions/protoc.fish
}
