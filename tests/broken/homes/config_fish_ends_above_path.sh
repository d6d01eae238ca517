# config.fish ends above the line for PATH where a variable is not set.
shell=fish finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell'
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish && printf 'set -q STAGE; or exit\nfish_add_path ~/.local/bin ~/go/bin /usr/local/go/bin\n' >.config/fish/config.fish; }
