# sudo go env -w: Go's settings belong to root, and go passes over them without a word.
finds=fs.foreign-owner heals=no where=.config/go
break_as_root() { mkdir -p /home/dev/.config/go && echo GOPRIVATE=git.corp.example >/home/dev/.config/go/env; chmod 600 /home/dev/.config/go/env; chown 1000:1000 /home/dev/.config; }
