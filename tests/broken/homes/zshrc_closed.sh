# chmod of the wrong file: zsh may not read .zshrc, which puts all tools on PATH. Once it is open nothing else is needed.
finds=fs.closed where=.zshrc beside='rc.other-shell go.off-path protoc.off-path plugin.off-path rc.unwritable'
also() { check "$home: no other file is changed" [ ! -e "$m/home/dev/.local/share/goready" ]; }
break_it() { chmod 0 .zshrc; }
