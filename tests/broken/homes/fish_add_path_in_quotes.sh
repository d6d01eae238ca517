# fish_add_path passes over folders that are not there, and in quotes ~ is one.
shell=fish finds=plugin.off-path beside='rc.other-shell'
says='cd /tmp && printf "syntax = \"proto3\";" >a.proto && protoc --go_out=. a.proto' explains=path.tilde
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish && echo 'fish_add_path -g "~/go/bin" ~/.local/bin /usr/local/go/bin' >.config/fish/config.fish; }
