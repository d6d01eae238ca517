# sudo cp of years ago: the legacy plugin comes before what go install puts into ~/go/bin.
finds=plugin.legacy beside=plugin.outdated
break_as_root() { cp /share/protoc-gen-go-legacy /usr/local/bin/protoc-gen-go && chmod 755 /usr/local/bin/protoc-gen-go; }
break_it() { cp /etc/skel/.profile .profile && echo 'export PATH="$HOME/.local/bin:$PATH:/usr/local/go/bin:$HOME/go/bin"' >.zshrc; }
