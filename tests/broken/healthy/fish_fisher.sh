# fish with fisher: folders in conf.d, functions that events call, abbreviations, and nothing in other shells.
shell=fish
break_it()
{
	rm -f .zshrc && cp /etc/skel/.profile .profile
	mkdir -p .config/fish/conf.d .config/fish/functions .config/fish/completions
	printf '%s\n' jorgebucaran/fisher ilancosman/tide >.config/fish/fish_plugins
	printf '%s\n' 'set -gx GOPATH $HOME/go' 'fish_add_path --global --move $HOME/.local/bin $GOPATH/bin /usr/local/go/bin' \
		>.config/fish/conf.d/go.fish
	printf '%s\n' 'status is-interactive || exit' 'function _tide_prompt --on-event fish_prompt' '  set -g _tide_seen 1' 'end' \
		>.config/fish/conf.d/_tide_init.fish
	printf '%s\n' 'function fisher --argument-names cmd --description "A plugin manager"' '  echo $cmd' 'end' \
		>.config/fish/functions/fisher.fish
	printf '%s\n' 'if status is-interactive' '  abbr -a gob go build' '  set fish_greeting' 'end' >.config/fish/config.fish
}
