# sudo go get, once: a folder deep in the module cache is root's. (The proxy is a folder: no network is asked.)
finds=fs.foreign-owner heals=no where=google.golang.org
says='cd /tmp && mkdir x && cd x && go mod init example.com/x && GOPROXY=file:///home/dev/proxy GONOSUMDB="*" go get google.golang.org/grpc@v1.50.0' explains=fs.foreign-owner
break_it()
{
	local at=proxy/google.golang.org/grpc/@v
	mkdir -p "$at" && echo '{"Version":"v1.50.0"}' >"$at/v1.50.0.info" && echo 'module google.golang.org/grpc' >"$at/v1.50.0.mod"
}
break_as_root() { chown -R root:root /home/dev/go/pkg/mod/cache/download/google.golang.org; }
