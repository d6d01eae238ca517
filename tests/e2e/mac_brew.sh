#!/bin/bash
# The brew that the Macs of these tests have (tests/mac/brew) answers as Homebrew itself did
# (tests/brew/recorded.json), and changes the same links, kegs and receipts.
. "$(dirname "$0")/../lib/mac_e2e.sh"
needs_mac_machine
recorded=$checkout/tests/brew/recorded.json
m=$work/m
mac_new m2-out-of-the-box "$m"
cp "$e2e_lib/record_brew.py" "$m/share/" && chmod -R a+rX "$m/share"

# Small bottles of the recorded versions, in the shape of those that were recorded.
small_bottles()
{
	mac_run_as root "$m" -- sh -e -c '
		cd /usr/lib/mac/bottles
		rm -rf ./*
		mkdir -p go/1.26.8/bin go/1.26.8/libexec/bin protobuf/36.1/bin \
			protobuf/36.1/include/google abseil/20260107.1/include/absl \
			abseil/20260107.1/lib/pkgconfig protoc-gen-go/1.36.12/bin protoc-gen-go-grpc/1.6.2/bin
		for file in go/1.26.8/libexec/bin/go go/1.26.8/libexec/bin/gofmt protobuf/36.1/bin/protoc \
			protobuf/36.1/include/google/any.proto abseil/20260107.1/include/absl/config.h \
			abseil/20260107.1/lib/pkgconfig/absl_base.pc \
			protoc-gen-go/1.36.12/bin/protoc-gen-go protoc-gen-go-grpc/1.6.2/bin/protoc-gen-go-grpc
		do
			echo "$file" >"$file"
		done
		ln -s ../libexec/bin/go ../libexec/bin/gofmt go/1.26.8/bin/
		mkdir -p /opt/homebrew && chown 1000:80 /opt/homebrew'
}

check "this Mac has small bottles" small_bottles
check "this Mac has brew" mac_run "$m" -- /usr/bin/python3 -I /usr/lib/mac/brew --make-prefix \
	/opt/homebrew
check "the calls can be made" sh -c '"$@" >"$0"' "$work/now.json" bash -c \
	". '$e2e_lib/mac.sh'; mac_run '$m' -- /usr/bin/python3 -I /share/record_brew.py play"
[ -s "$work/now.json" ] || e2e_end

while IFS= read -r line; do
	case $line in
	"same "*) pass "brew of this Mac answers as recorded: ${line#same }" ;;
	"differs "*) fail "brew of this Mac answers as recorded: ${line#differs }" ;;
	*) printf '%s\n' "$line" ;;
	esac
done < <(python3 "$e2e_lib/record_brew.py" compare-played "$recorded" "$work/now.json")
e2e_end
