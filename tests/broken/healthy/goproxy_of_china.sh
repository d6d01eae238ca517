# A mirror, set with go env -w.
break_it() { mkdir -p .config/go && echo 'GOPROXY=goproxy.cn,direct' >.config/go/env; }
environment=(GOPROXY=) # the test has one of its own
proves=no # the mirror is not reached from here
