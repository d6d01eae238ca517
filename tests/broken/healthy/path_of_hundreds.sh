# Hundreds of folders on PATH, most of them of no one, some of them twice.
break_it() { printf '%s\n' 'for i in {1..300}; do PATH="$PATH:/opt/tools/$((i % 200))/bin"; done' >>.zshrc; }
