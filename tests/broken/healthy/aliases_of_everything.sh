# The commands of yore by other programs, which are not all here.
break_it()
{
	cat >>.zshrc <<'RC'
alias cat=bat ls='eza --icons' grep=rg find=fd which=whence type='type -a' command='command ' printf='printf ' echo='echo -e'
alias -g G='| grep'
alias env='env -u LS_COLORS' sh='sh -e' test='test '
function cd() { builtin cd "$@" && pwd }
RC
}
