# The lines of bash in fish's file: fish understands them.
shell=fish
break_it() { rm .zshrc .profile && mkdir -p .config/fish && echo 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' >.config/fish/config.fish; }
