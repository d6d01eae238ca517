# [: too many arguments: a home with a blank, and a test without quotes around the line for PATH.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell rc.differs' where='.bashrc'
shell=bash
environment=("HOME=/home/dev/Jo Doe" GOMODCACHE=/home/dev/go/pkg/mod GOCACHE=/home/dev/.cache/go-build)
stays+=("Jo Doe/.local/state/goready" "Jo Doe/.cache/goready")
break_it() { cd /home/dev && mkdir "$HOME" && mv .[a-z]* "$HOME/"; mv "$HOME/.cache" .; mkdir -p "$HOME/go" && mv go/bin "$HOME/go/"; cd "$HOME" && rm .zshrc; mkdir -p .config/go/telemetry && echo "off 2026-01-01" >.config/go/telemetry/mode; cp /etc/skel/.profile .profile; printf '%s\n' 'if [ -d $HOME/go/bin ]; then' '  export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' 'fi' >>.bashrc; }
