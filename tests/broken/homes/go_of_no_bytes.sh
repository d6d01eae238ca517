# The disk was full when Go was unpacked: bin/go is there, and has no bytes. A shell runs it, and nothing happens.
shell=bash finds=go.cannot-run
break_it() { mkdir sdk && cp -a /usr/local/go sdk/go && : >sdk/go/bin/go && echo 'export PATH="$HOME/sdk/go/bin:$PATH"' >>.profile; }
