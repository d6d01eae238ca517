# A function of an older project stands in for go.
shell=bash finds=rc.alias leaves=rc.alias # a function is its owner's
break_it() { printf 'go() {\n  /opt/go1.17/bin/go "$@"\n}\n' >>.bashrc; }
