# bash that ends early for Emacs, and writes each command into the terminal's title where that has one.
shell=bash
break_it()
{
	rm .zshrc && cp /etc/skel/.profile .profile
	cat >.bashrc <<'END'
[ -n "$INSIDE_EMACS" ] && return
[ "$TERM" = dumb ] && return
case $TERM in
xterm* | rxvt*)
	PROMPT_COMMAND='printf "\033]0;%s\007" "$PWD"'
	trap 'echo -ne "\033]0;${BASH_COMMAND}\007"' DEBUG
	;;
esac
export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"
END
	echo '. ~/.bashrc' >>.profile
}
