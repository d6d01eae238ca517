# As a Chinese article has it.
break_it() { printf 'export GO111MODULE=on; export GOPROXY=https://goproxy.cn,direct; export GOPATH=$HOME/go && export PATH=$HOME/.local/bin:/usr/local/go/bin:$GOPATH/bin:$PATH\n' >.zshrc; }
