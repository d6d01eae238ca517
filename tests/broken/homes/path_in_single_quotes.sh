# In single quotes $PATH stays as it is written: neither ls nor the plugins are found.
finds=path.no-system where='.zshrc line' beside='path.relative path.tilde protoc.off-path plugin.off-path rc.other-shell'
break_it() { echo "export PATH='\$PATH:/usr/local/go/bin'" >>.zshrc; }
