# Each takes in the other: bash ends by itself before there is a prompt, and no line for PATH helps that.
finds=rc.slow shell=bash where='takes it in again' beside='rc.other-shell go.off-path protoc.off-path plugin.off-path' leaves=rc.slow heals=partly
break_it() { echo '. ~/.bashrc' >.bash_profile && echo '. ~/.bash_profile' >>.bashrc; }
