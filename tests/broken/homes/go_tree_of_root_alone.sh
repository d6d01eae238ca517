# Unpacked by root with a strict umask: Go is there, and nobody else may look.
finds=go.missing where='/usr/local/go is there'
break_as_root() { chmod 700 /usr/local/go; }
