# A flag that go get had once.
finds=goenv.goflags
says='mkdir /tmp/x && cd /tmp/x && go mod init example.com/x && go get .' explains=goenv.goflags
break_it() { echo 'export GOFLAGS=-insecure' >>.zshrc; }
