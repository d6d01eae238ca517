#!/bin/bash
# The reader of program headers says what file, llvm-objdump, llvm-otool and `go version -m` say, of
# real programs: for macOS and Linux, both CPUs, universal, stripped, static and dynamic, old and
# new Go, and none of Go's.
. "$(dirname "$0")/../lib/e2e.sh"
show=$checkout/build/debug/tests/binary_show
[ -x "$show" ] || show=${BINARY_SHOW:-}
[ -x "$show" ] || skip "build/debug is not there: tests/run builds it"
command -v go >/dev/null || skip "needs a Go"
for tool in file llvm-objdump llvm-otool; do
	compgen -c | grep -Eqx "$tool(-[0-9]+)?" || skip "needs $tool (Debian: apt-get install file llvm)"
done
found=$work/files
export GOENV=off GOTOOLCHAIN=local GOFLAGS= CGO_ENABLED=0
root=$(go env GOROOT)

# ---- programs of this machine, and Go's own
printf '%s\n' /bin/bash /usr/bin/env /usr/bin/file /usr/bin/git /usr/bin/python3 /usr/bin/gcc \
	/usr/bin/ld /usr/bin/curl /usr/bin/openssl /usr/bin/tmux /usr/bin/fish /usr/bin/zsh \
	/sbin/ldconfig /usr/bin/tar "$root"/bin/* "$root"/pkg/tool/*/* >"$found"
find "$root/src/debug/elf/testdata" -name 'gcc-*-exec' >>"$found"
for encoded in "$root"/src/debug/macho/testdata/*.base64; do
	case $encoded in *with-bad-dysym*) continue ;; esac # llvm reads nothing of it
	base64 -d "$encoded" >"$work/$(basename "$encoded" .base64)"
	file -b "$work/$(basename "$encoded" .base64)" | grep -q 'executable' &&
		echo "$work/$(basename "$encoded" .base64)" >>"$found"
done

# ---- the same program for other machines, with and without symbols
mkdir "$work/hello"
printf 'module example.test/hello\ngo 1.21\n' >"$work/hello/go.mod"
printf 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n' >"$work/hello/main.go"
for target in darwin/arm64 darwin/amd64 linux/amd64 linux/arm64 windows/amd64; do
	for flags in '' '-s -w'; do
		program=$work/hello-${target/\//-}${flags:+-stripped}
		(cd "$work/hello" && GOCACHE=$testbed_cache/gocache GOOS=${target%/*} GOARCH=${target#*/} \
			go build -ldflags "$flags" -o "$program" .) && echo "$program" >>"$found"
	done
done

lipo=$(compgen -c | grep -Ex 'llvm-lipo(-[0-9]+)?' | head -n 1)
[ -z "$lipo" ] || "$lipo" -create -output "$work/hello-universal" "$work/hello-darwin-amd64" \
	"$work/hello-darwin-arm64" && echo "$work/hello-universal" >>"$found"

# ---- Go's programs for Macs, from the toolchain module; protoc for Macs, from Maven
toolchain() # VERSION SYSTEM CPU
{
	local folder=$testbed_cache/toolchain-$1-$2-$3 proxy
	if [ ! -d "$folder" ]; then
		proxy=$(testbed_network_env | sed -n 's/^GOPROXY=//p' | sed 's/[,|].*//')
		[ -n "$proxy" ] || proxy=$(go env GOPROXY | sed 's/[,|].*//')
		curl -fsS -m 120 -o "$work/go.zip" \
			"$proxy/golang.org/toolchain/@v/v0.0.1-go$1.$2-$3.zip" &&
			mkdir -p "$folder.$$" &&
			unzip -q -o -j "$work/go.zip" '*/bin/*' '*/pkg/tool/*' -d "$folder.$$" &&
			mv "$folder.$$" "$folder" || return 1
		rm -f "$work/go.zip"
	fi
	find "$folder" -type f
}

mac_protoc() # CLASSIFIER
{
	local file=$testbed_cache/protoc-4.36.1-$1.exe
	if [ ! -f "$file" ]; then
		mvn -q -B dependency:copy "-Dartifact=com.google.protobuf:protoc:4.36.1:exe:$1" \
			"-DoutputDirectory=$work/maven" >"$work/mvn.log" 2>&1 </dev/null &&
			mv "$work/maven/protoc-4.36.1-$1.exe" "$file" || return 1
	fi
	echo "$file"
}
for cpu in arm64 amd64; do
	toolchain 1.27.2 darwin "$cpu" >>"$found" || e2e_line skipped "Go for Macs ($cpu) cannot be had here"
done
# Up to 1.17 the build's facts are found through addresses.
toolchain 1.17.13 linux amd64 >>"$found" || e2e_line skipped "Go 1.17 cannot be had here"
old=$(testbed_debian_old 2>"$work/old.log") && printf '%s\n' "$old"/usr/lib/go-*/bin/* \
	"$old"/usr/bin/protoc* >>"$found"
for classifier in osx-aarch_64 osx-x86_64 linux-aarch_64 linux-x86_64; do
	mac_protoc "$classifier" >>"$found" || e2e_line skipped "protoc $classifier cannot be had here"
done

while read -r path; do
	[ -f "$path" ] && readlink -f "$path"
done <"$found" | sort -u >"$work/all"
"$show" <"$work/all" >"$work/read"
check "at least 40 real programs are compared" test "$(wc -l <"$work/read")" -ge 40
if python3 "$e2e_lib/compare_binaries.py" <"$work/read" >"$work/said" 2>&1; then
	pass "each is read as other tools read it: $(tail -n 1 "$work/said")"
else
	fail "each is read as other tools read it" "$(cat "$work/said")"
fi
e2e_end
