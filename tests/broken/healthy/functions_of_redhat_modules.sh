# Functions that the login of a cluster exports, and files of desktops that are not in force.
shell=bash
environment=('BASH_FUNC_which%%=() {  ( alias; eval ${which_declare} ) | /usr/bin/which --tty-only "$@"
}' 'BASH_FUNC_module%%=() {  eval "$(/usr/bin/true "$@")"
}' BASH_ENV=/usr/share/Modules/init/bash GOENV=off)
break_it() { echo 'GOROOT DEFAULT=/opt/go' >.pam_environment && cp /etc/skel/.profile .profile && cat .zshrc >>.bashrc && rm .zshrc; }
