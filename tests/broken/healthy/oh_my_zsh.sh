# oh-my-zsh: its file is taken in before the folders are added, and it has functions and aliases.
break_it()
{
	mkdir -p .oh-my-zsh/plugins/golang
	cp /etc/skel/.profile .profile
	printf 'for plugin ($plugins); do source $ZSH/plugins/$plugin/$plugin.plugin.zsh; done\nPROMPT="%%n %%~ "\nautoload -Uz add-zsh-hook\nomz_title() { : }\nadd-zsh-hook precmd omz_title\n' >.oh-my-zsh/oh-my-zsh.sh
	printf "alias gob='go build'\nalias gor='go run'\n" >.oh-my-zsh/plugins/golang/golang.plugin.zsh
	printf 'export ZSH="$HOME/.oh-my-zsh"\nplugins=(golang)\nsource $ZSH/oh-my-zsh.sh\n%s\n' "$(cat .zshrc)" >.zshrc
}
