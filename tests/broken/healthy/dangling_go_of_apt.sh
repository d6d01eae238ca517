# apt took its Go away, and a link of the administrator's stayed: shells pass over it.
break_it() { :; }
break_as_root() { ln -s ../lib/go-1.19/bin/go /usr/bin/go; }
