# PATH=PATH:... : the dollar sign was forgotten, and ls is gone too.
finds=path.no-system beside='path.relative rc.other-shell'
says='ls' explains=path.no-system
break_it() { echo 'export PATH=PATH:/usr/local/go/bin:$HOME/go/bin:$HOME/.local/bin' >>.zshrc; }
