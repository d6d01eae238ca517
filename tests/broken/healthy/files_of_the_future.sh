# The clock was wrong for a while: what is here was changed in years to come.
break_it() { touch -d 2093-04-05 .zshrc .profile .local/bin/protoc go/bin/* .local/bin go/bin .config 2>/dev/null; mkdir -p .config/go && echo 'GOPRIVATE=git.corp.example' >.config/go/env && touch -d 2093-04-05 .config/go/env; }
