# ln -s go1.24.0 go: the wrapper of golang.org/dl, and the version itself was never downloaded.
finds=go.cannot-run
says='go version' explains=go.cannot-run
break_it()
{
	mkdir -p src/go1.24.0 && cd src && printf 'module golang.org/dl\n\ngo 1.21\n' >go.mod
	printf 'package main\n\nimport "os"\n\nfunc main() {\n\tprintln("go1.24.0: not downloaded. Run '"'go1.24.0 download'"' to install to /home/dev/sdk/go1.24.0")\n\tos.Exit(1)\n}\n' >go1.24.0/main.go
	/usr/local/go/bin/go build -o ../go/bin/go1.24.0 ./go1.24.0 && cd .. && rm -r src && ln -s go1.24.0 go/bin/go
}
