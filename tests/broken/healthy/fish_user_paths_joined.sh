# fish takes a list with colons apart by itself.
shell=fish
break_it()
{
	mkdir -p .config/fish
	printf 'set -gx PATH "$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin" $PATH\nset -gx GOFLAGS -buildvcs=false -trimpath\nset -gx fish_greeting\n' >.config/fish/config.fish
}
