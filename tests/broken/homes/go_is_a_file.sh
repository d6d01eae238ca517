# A download was saved as ~/go: go install has no folder for programs, and modules none either.
finds=goenv.gopath beside='plugin.missing plugin.off-path' heals=no
says='mkdir /tmp/x && cd /tmp/x && go mod init example.com/x && echo "package main; func main() {}" >main.go && go install' explains=goenv.gopath
break_it() { mv go .gopath-old && rm -rf .gopath-old && echo '<html>' >go; }
