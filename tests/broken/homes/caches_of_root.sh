# sudo go install: a part of the home belongs to root.
finds=fs.foreign-owner heals=no
break_as_root() { chown root:root /home/dev/go/pkg /home/dev/.cache/go-build; }
