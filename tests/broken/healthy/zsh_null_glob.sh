# Patterns that match nothing, where .zshenv lets them: options have no case, and no _.
break_it() { cp .zshrc line && echo 'setopt NullGlob' >.zshenv && echo 'for f in ~/.none.d/*.zsh; do source $f; done' >.zshrc && cat line >>.zshrc && rm line; }
