# oh-my-zsh with plugins of others, a prompt that is shown at once, lazy nvm, and PATH without doubles.
break_it()
{
	local plugin
	mkdir -p .oh-my-zsh/custom/plugins .oh-my-zsh/plugins .cache .nvm
	for plugin in git golang docker; do
		mkdir -p ".oh-my-zsh/plugins/$plugin"
		printf "alias %s_st='%s status'\n" "$plugin" "$plugin" >".oh-my-zsh/plugins/$plugin/$plugin.plugin.zsh"
	done
	printf "alias gob='go build'\nalias got='go test'\n__golang_tool() { : }\n" >>.oh-my-zsh/plugins/golang/golang.plugin.zsh
	for plugin in zsh-autosuggestions zsh-syntax-highlighting; do
		mkdir -p ".oh-my-zsh/custom/plugins/$plugin"
		printf 'autoload -Uz add-zsh-hook\n_%s_start() { add-zsh-hook -d precmd _%s_start }\nadd-zsh-hook precmd _%s_start\n' \
			"${plugin//-/_}" "${plugin//-/_}" "${plugin//-/_}" >".oh-my-zsh/custom/plugins/$plugin/$plugin.plugin.zsh"
	done
	cat >.oh-my-zsh/oh-my-zsh.sh <<'OMZ'
autoload -U compaudit compinit zrecompile
for plugin ($plugins); do
  if [[ -f "$ZSH/custom/plugins/$plugin/$plugin.plugin.zsh" ]]; then
    source "$ZSH/custom/plugins/$plugin/$plugin.plugin.zsh"
  elif [[ -f "$ZSH/plugins/$plugin/$plugin.plugin.zsh" ]]; then
    source "$ZSH/plugins/$plugin/$plugin.plugin.zsh"
  fi
done
unset plugin
OMZ
	cat >.zshrc <<'RC'
# Enable the prompt that is shown at once. Keep this at the top.
if [[ -r "${XDG_CACHE_HOME:-$HOME/.cache}/p10k-instant-prompt-${(%):-%n}.zsh" ]]; then
  source "${XDG_CACHE_HOME:-$HOME/.cache}/p10k-instant-prompt-${(%):-%n}.zsh"
fi
typeset -U path PATH
export ZSH="$HOME/.oh-my-zsh"
zstyle ':omz:update' mode disabled
HYPHEN_INSENSITIVE="true"
plugins=(git golang docker zsh-autosuggestions zsh-syntax-highlighting)
source $ZSH/oh-my-zsh.sh
export NVM_DIR="$HOME/.nvm"
nvm() { unfunction nvm; [ -s "$NVM_DIR/nvm.sh" ] && . "$NVM_DIR/nvm.sh"; nvm "$@" }
path=($HOME/.local/bin $HOME/go/bin /usr/local/go/bin $path)
[[ ! -f ~/.p10k.zsh ]] || source ~/.p10k.zsh
alias g=git
RC
	cp /etc/skel/.profile .profile
}
