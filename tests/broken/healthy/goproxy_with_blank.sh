# A blank after the comma: Go takes it off.
break_it() { mkdir -p .config/go && echo 'GOPROXY=https://goproxy.cn, direct' >.config/go/env; }
environment=(GOPROXY=)
proves=no
