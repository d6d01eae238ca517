# The folder of go install may be read, and nothing can be added: the plugin that is missing could not be built there.
finds=fs.closed beside=plugin.missing
says='mkdir /tmp/x && cd /tmp/x && go mod init example.com/x && echo "package main; func main() {}" >main.go && go install' explains=fs.closed
break_it() { rm go/bin/protoc-gen-go-grpc && chmod 555 go/bin; }
