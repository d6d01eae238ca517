# The line was taken out, this terminal still has the variables.
environment=(GOFLAGS=-mod=vendor)
break_it() { :; }
