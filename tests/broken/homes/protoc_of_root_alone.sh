# The same of protoc.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_as_root() { chown root:root /home/dev/.local/bin/protoc && chmod 700 /home/dev/.local/bin/protoc; }
