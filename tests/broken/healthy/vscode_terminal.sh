# A terminal of VS Code, and the line that its documentation gives for it.
shell=bash
environment=(TERM_PROGRAM=vscode VSCODE_GIT_IPC_HANDLE=/tmp/vscode-git.sock)
break_it() { cp /etc/skel/.profile .profile && { tail -n 1 .zshrc && echo '[[ "$TERM_PROGRAM" == "vscode" ]] && command -v code >/dev/null && . "$(code --locate-shell-integration-path bash)"'; } >>.bashrc && rm .zshrc; }
