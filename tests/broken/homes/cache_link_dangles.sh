# ~/.cache leads to a disk that is not there any more.
finds=goenv.cache heals=no
says='go build -o /dev/null cmd/addr2line' explains=goenv.cache where=.cache
break_it() { rm -rf .cache && ln -s /mnt/ssd/cache .cache; }
