# The folder of go install may be read, and nothing can be added.
finds=fs.closed
says='mkdir /tmp/x && cd /tmp/x && go mod init example.com/x && echo "package main; func main() {}" >main.go && go install' explains=fs.closed
break_it() { chmod 555 go/bin; }
