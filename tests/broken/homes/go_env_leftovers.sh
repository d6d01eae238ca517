# go env -w of years ago: three settings that were meant for one day.
finds=goenv.target-forced beside='goenv.goflags goenv.modules-off'
break_it() { mkdir -p .config/go && printf 'GO111MODULE=off\nGOFLAGS=-mod=vendor\nGOOS=windows\n' >.config/go/env; }
