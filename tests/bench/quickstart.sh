#!/bin/sh
# Go and gRPC by hand, as the official quick starts tell it: what goready is measured against.
#
#	quickstart.sh MIRROR GO_SHA256      in an empty HOME; curl and unzip are there, Go is not
#
# Prints the seconds since the start after each step, and `all SECONDS` at the end.
set -eu
mirror=$1 sum=$2
go=go1.26.8.linux-amd64.tar.gz
protoc=protoc-36.1-linux-x86_64.zip
export PATH="$HOME/sdk/go/bin:$HOME/go/bin:$HOME/sdk/protoc/bin:/usr/bin:/bin" GOTOOLCHAIN=local
begin=$(date +%s%N)
seconds() { awk -v ns=$(($(date +%s%N) - begin)) 'BEGIN { printf "%.2f", ns / 1e9 }'; }
done_with() { echo "$(seconds) $*"; }

mkdir -p "$HOME/sdk/protoc" "$HOME/hello/pb"
cd "$HOME"
curl -fsSO "$mirror/go/$go"
echo "$sum  $go" | sha256sum --quiet -c
tar -C sdk -xzf "$go"
done_with "Go is unpacked"
curl -fsSO "$mirror/protoc/$protoc"
unzip -q "$protoc" -d sdk/protoc
done_with "protoc is unpacked"
go install google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12 2>/dev/null
go install google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2 2>/dev/null
done_with "the plugins are installed"

# The project to be proven with is goready's own: what is compiled is the same.
cp -r "$3/." hello/
cd hello
find . -name '*.proto' -exec protoc --go_out=. --go_opt=module=example.com/hello \
	--go-grpc_out=. --go-grpc_opt=module=example.com/hello {} +
go vet ./... 2>/dev/null
mkdir -p bin
go build -o bin/ ./server ./client 2>/dev/null
done_with "server and client are built"
bin/server -listen 127.0.0.1:0 >server.out 2>&1 &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	address=$(sed -n 's/.*\(127\.0\.0\.1:[0-9]*\).*/\1/p' server.out | head -n 1)
	[ -z "$address" ] || break
	sleep 0.1
done
bin/client -server "$address" -name world
kill "$server"
echo "all $(seconds)"
