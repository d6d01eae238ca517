# bash whose prompt is starship's, with direnv's hook beside it, both from programs that print shell code.
shell=bash
break_it()
{
	cat >.local/bin/starship <<'STARSHIP'
#!/bin/sh
[ "$1" = init ] || { printf '$ '; exit; }
cat <<'CODE'
starship_precmd() {
    STARSHIP_CMD_STATUS=$?
    PS1="$(starship prompt --status=$STARSHIP_CMD_STATUS)"
}
if [[ -z "${PROMPT_COMMAND[*]:-}" ]]; then
    PROMPT_COMMAND="starship_precmd"
else
    PROMPT_COMMAND="${PROMPT_COMMAND%;};starship_precmd"
fi
export STARSHIP_SHELL="bash"
CODE
STARSHIP
	cat >.local/bin/direnv <<'DIRENV'
#!/bin/sh
[ "$1" = hook ] || exit 0
cat <<'CODE'
_direnv_hook() {
  local previous_exit_status=$?;
  trap -- '' SIGINT;
  eval "$(direnv export bash)";
  trap - SIGINT;
  return $previous_exit_status;
};
if [[ ";${PROMPT_COMMAND[*]:-};" != *";_direnv_hook;"* ]]; then
  PROMPT_COMMAND=(_direnv_hook "${PROMPT_COMMAND[@]}")
fi
CODE
DIRENV
	chmod 755 .local/bin/starship .local/bin/direnv
	cp /etc/skel/.profile .profile && tail -n 1 .zshrc >>.bashrc && rm .zshrc
	printf '%s\n' 'eval "$(starship init bash)"' 'eval "$(direnv hook bash)"' >>.bashrc
}
