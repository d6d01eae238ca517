# ~/.config/environment.d: the session of the desktop hands GOROOT to each terminal.
shell=bash finds=goenv.goroot where=environment.d
environment=(GOROOT=/usr/lib/go-1.18)
says='go version' explains=goenv.goroot
break_it() { mkdir -p .config/environment.d && echo 'GOROOT=/usr/lib/go-1.18' >.config/environment.d/50-go.conf; }
