# An exit that was left in .zshrc: the terminal closes as it opens, and no line for PATH helps that.
finds=rc.slow where='~/.zshrc line' heals=no
break_it() { sed -i '1i exit' .zshrc; }
