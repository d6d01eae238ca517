# This process was started by an editor's terminal, which led zsh to its own files.
environment=(ZDOTDIR=/tmp/vscode-zsh)
break_it() { :; }
