#!/bin/sh
# Go and gRPC by hand, as the official quick starts tell it: what goready is measured against.
#
#	quickstart.sh [--no-vet] MIRROR GO_SHA256 HELLO
#
# In an empty HOME; curl and unzip are there, Go is not. HELLO is the folder of the project. Most people
# do not run go vet, so goready is measured against --no-vet.
# Prints the seconds since the start after each step, and `all SECONDS` at the end.
set -eu
vet=1
[ "$1" != --no-vet ] || { vet= && shift; }
mirror=$1 sum=$2
go=go1.26.8.linux-amd64.tar.gz
protoc=protoc-36.1-linux-x86_64.zip
export PATH="$HOME/sdk/go/bin:$HOME/go/bin:$HOME/sdk/protoc/bin:/usr/bin:/bin" GOTOOLCHAIN=local
begin=$(date +%s%N)
seconds() { awk -v ns=$(($(date +%s%N) - begin)) 'BEGIN { printf "%.2f", ns / 1e9 }'; }
done_with() { echo "$(seconds) $*"; }

mkdir -p "$HOME/sdk/protoc"
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

. "$(dirname "$0")/hello.sh"
hello "$3"
echo "all $(seconds)"
