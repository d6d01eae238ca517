# sudo unzip with a strict umask: ~/.local/bin is root's alone.
finds=fs.foreign-owner beside='protoc.missing protoc.off-path protoc.cannot-run'
says='protoc --version' explains=fs.foreign-owner
break_as_root() { chown -R root:root /home/dev/.local/bin && chmod 700 /home/dev/.local/bin; }
