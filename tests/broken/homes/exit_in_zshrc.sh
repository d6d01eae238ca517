# An exit that was left in .zshrc: the terminal closes as it opens, and no line for PATH helps that.
finds=rc.slow where='.zshrc line' beside='go.off-path protoc.off-path plugin.off-path' leaves=rc.slow heals=partly
break_it() { sed -i '1i exit' .zshrc; }
