# chmod of the wrong file: zsh may not read .zshrc, which puts all tools on PATH.
finds=fs.closed where=.zshrc beside='rc.other-shell go.off-path protoc.off-path plugin.off-path rc.unwritable'
break_it() { chmod 0 .zshrc; }
