# GOBIN in a folder of one's own, on PATH.
break_it() { mkdir -p bin && mv go/bin/* bin/ && rmdir go/bin && echo 'export GOBIN="$HOME/bin" PATH="$HOME/bin:$PATH"' >>.zshrc; }
