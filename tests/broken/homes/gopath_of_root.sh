# The lines of an article whose author worked as root.
finds=goenv.gopath
says='mkdir /tmp/x && cd /tmp/x && go mod init example.com/x && echo "package main; func main() {}" >main.go && go install' explains=goenv.gopath
break_it() { printf '%s\n' 'export GOPATH=/root/go' 'export PATH=$PATH:/usr/local/go/bin:$GOPATH/bin' >>.zshrc; }
