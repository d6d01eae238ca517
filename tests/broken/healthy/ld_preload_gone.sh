# LD_PRELOAD names a library that was removed: each program says so, and runs.
shell=bash
break_it() { rm .zshrc && printf '%s\n' 'export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' 'export LD_PRELOAD=/usr/lib/libjemalloc.so.2' >>.bashrc; }
