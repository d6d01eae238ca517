# A mirror, set with go env -w.
break_it() { mkdir -p .config/go && echo 'GOPROXY=goproxy.cn,direct' >.config/go/env; }
proves=no # the mirror is not reached from here
