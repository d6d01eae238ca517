# PATH begins with a folder of wherever one is.
finds=path.relative
break_it() { echo 'export PATH="bin:$PATH"' >>.zshrc; }
