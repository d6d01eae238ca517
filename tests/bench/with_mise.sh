#!/bin/sh
# The same as quickstart.sh with mise, as its documentation tells it:
#
#	with_mise.sh [--install] MIRROR PROTOC_SHA256 HELLO
#
# Go's archive and protoc come from the mirror, the plugins by mise's `go:` backend. With --install
# nothing is proven.
set -eu
install=
[ "$1" != --install ] || { install=1 && shift; }
mirror=$1
export PATH="$HOME/.local/share/mise/shims:/share:/usr/bin:/bin" MISE_YES=1 GOTOOLCHAIN=local
export MISE_GO_DOWNLOAD_MIRROR="$mirror/go" MISE_LEGACY_VERSION_FILE=0
begin=$(date +%s%N)
seconds() { awk -v ns=$(($(date +%s%N) - begin)) 'BEGIN { printf "%.2f", ns / 1e9 }'; }
done_with() { echo "$(seconds) $*"; }

# mise reads Go's versions from the tags of Go's repository; the mirror has one with ours.
git config --global "url./share/go-tags.insteadOf" https://github.com/golang/go
git config --global --add safe.directory "*" # it belongs to root
cd "$HOME"
mise use -g go@1.26.8
mise use -g "http:protoc[url=$mirror/protoc/protoc-36.1-linux-x86_64.zip,checksum=sha256:$2,bin_path=bin]@36.1"
done_with "Go and protoc are installed"
mise use -g go:google.golang.org/protobuf/cmd/protoc-gen-go@1.36.12
mise use -g go:google.golang.org/grpc/cmd/protoc-gen-go-grpc@1.6.2
done_with "the plugins are installed"
[ -z "$install" ] || exit 0
vet=
. "$(dirname "$0")/hello.sh"
hello "$3"
echo "all $(seconds)"
