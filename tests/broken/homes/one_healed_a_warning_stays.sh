# A line that goready repairs, and a shell's file that is cut off in the middle: that is its owner's.
finds=goenv.goroot beside='rc.syntax rc.slow' leaves='rc.syntax rc.slow'
also() { check_says "$home: what stays is called a warning" "Warning. Stays as it is"; }
break_it() { echo 'export GOROOT=/opt/go' >>.zshrc && printf 'if true; then\n  export EDITOR=vi\n' >>.profile; }
