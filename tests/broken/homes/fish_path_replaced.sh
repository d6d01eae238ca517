# set PATH without $PATH, in fish: the system's folders are gone.
shell=fish finds=path.no-system
says='ls' explains=path.no-system
break_it() { mkdir -p .config/fish && echo 'set -gx PATH ~/.local/bin ~/go/bin /usr/local/go/bin' >.config/fish/config.fish; }
