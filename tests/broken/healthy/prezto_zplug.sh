# zsh with path arrays in .zshenv and .zprofile, as prezto has them.
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc
	printf '%s\n' 'if [[ ( "$SHLVL" -eq 1 && ! -o LOGIN ) && -s "${ZDOTDIR:-$HOME}/.zprofile" ]]; then' '  source "${ZDOTDIR:-$HOME}/.zprofile"' 'fi' >.zshenv
	printf '%s\n' 'typeset -gU cdpath fpath mailpath path' 'path=(' '  $HOME/{,s}bin(N)' '  $HOME/.local/bin' '  $HOME/go/bin' '  /usr/local/go/bin' '  $path' ')' >.zprofile
	printf '%s\n' '[[ -s "$HOME/.zprezto/init.zsh" ]] && source "$HOME/.zprezto/init.zsh"' 'setopt autocd' >.zshrc
}
