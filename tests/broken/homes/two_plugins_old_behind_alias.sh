# buf and protoc by an alias of one's own.
finds=rc.alias
break_it() { printf 'if true; then\n  alias protoc="/opt/protoc3/bin/protoc"\nfi\n' >>.zshrc; }
