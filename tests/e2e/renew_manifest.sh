#!/bin/bash
# A release of Go is a one-command change: packaging/renew-manifest, given the official lists as files.
. "$(dirname "$0")/../lib/e2e.sh"
cd "$work" || exit 1

sum() { printf "%064d" "$1"; }
go_archive() { # VERSION OS ARCH SUM
	printf '{"filename": "go%s.%s-%s.tar.gz", "os": "%s", "arch": "%s", "kind": "archive", "sha256": "%s", "size": 70000000}' \
		"$1" "$2" "$3" "$2" "$3" "$4"
}
go_release() { # VERSION
	local n=1 target list=
	for target in "darwin arm64" "darwin amd64" "linux amd64" "linux arm64" "linux armv6l"; do
		list="$list${list:+, }$(go_archive "$1" $target "$(sum $n)")"
		n=$((n + 1))
	done
	printf '{"version": "go%s", "stable": true, "files": [%s]}' "$1" "$list"
}
asset() { printf '{"name": "%s", "size": 3, "digest": "sha256:%s"}' "$1" "$(sum "$2")"; }

echo "[$(go_release 1.28.0), $(go_release 1.27.9), {\"version\": \"go1.29rc1\", \"stable\": false, \"files\": []}]" >go.json
echo "{\"tag_name\": \"v37.0\", \"assets\": [$(asset protoc-37.0-osx-aarch_64.zip 1), $(asset protoc-37.0-osx-x86_64.zip 2),
	$(asset protoc-37.0-linux-x86_64.zip 3), $(asset protoc-37.0-linux-aarch_64.zip 4)]}" >protoc.json
cat >history.html <<'P'
<h2 id="go1.28.0">go1.28.0 (released 2027-02-10)</h2>
<p>Go 1.28.0 is a major release of Go. Read the <a href="/doc/go1.28">Go 1.28 Release Notes</a>.</p>
<p id="go1.28.1">
go1.28.1
(planned for 2027-03-05) will include security fixes to <code>net</code>.
</p>
<h2 id="go1.27.0">go1.27.0 (released 2026-08-19)</h2>
<p id="go1.27.8">
go1.27.8
(released 2027-02-03)

	includes
		a security
		fix to the <code>net/http</code> package, as well as
		bug fixes to the compiler.
</p>
<p id="go1.27.9">go1.27.9 (released 2027-02-10) includes fixes to the <code>os</code> package.</p>
<p id="go1.9.4">go1.9.4 (released 2018-02-07) includes a security fix to &ldquo;go get&rdquo;.</p>
P
cp "$checkout/assets/manifest.json" manifest.json
cp "$checkout/assets/versions.json" versions.json
cp manifest.json old.json
archives=(--no-archives)
renew() {
	"$checkout/packaging/renew-manifest" --manifest manifest.json --versions versions.json --go-history history.html \
		--protoc-json protoc.json --no-maven --no-modules "${archives[@]}" \
		--latest google.golang.org/protobuf=v1.37.0:1.26 \
		--latest google.golang.org/grpc=v1.99.0:1.26.0 \
		--latest google.golang.org/grpc/cmd/protoc-gen-go-grpc=v1.6.2 \
		--latest github.com/bufbuild/buf=v1.75.0 \
		--latest golang.org/x/tools/gopls=v0.25.0:1.28.0 \
		--latest github.com/go-delve/delve=v1.27.2 \
		--latest github.com/grpc-ecosystem/grpc-gateway/v2=v2.33.0 \
		--latest connectrpc.com/connect=v1.21.1:1.26.0 \
		--latest github.com/fullstorydev/grpcurl=v1.9.4 \
		--latest github.com/golangci/golangci-lint/v2=v2.15.0 \
		--latest golang.org/x/vuln=v1.9.0 \
		"$@" >"$out" 2>"$err"
	status=$?
}

renew --go-json go.json --check
check_status "--check says with status 2 that something is newer" 2
check "--check writes nothing" cmp manifest.json "$checkout/assets/manifest.json"
check "nor there" cmp versions.json "$checkout/assets/versions.json"

renew --go-json go.json --h1 v0.0.1-go1.28.0.linux-amd64=h1:OWOcrSqzhwiGakq5M09y6dXqfnRo/TkEZjJfltv91xo=,75000000
check_status "a newer Go is taken over" 0
check_says "what changed is told" "Go 1.28.0, was 1.27.2"
check_says "and what mended security problems" "Go's newest security release 1.27.8, was "
check_says "plugins are renewed" "protoc-gen-go v1.37.0, was v1.36.12"
check_says "and so are the tools" "gopls v0.25.0, was v0.24.0"
check "the manifest names it first, its module hash and 32-bit ARM" python3 - <<'P'
import json
m = json.load(open("manifest.json"))
r = m["go"]["releases"][0]
files = {(f["os"], f["arch"]): f for f in r["files"]}
assert r["version"] == "1.28.0" and m["go"]["supported"] == ["1.28", "1.27"], r
assert files["linux", "amd64"]["module"]["size"] == 75000000
assert files["linux", "arm"]["file"] == "go1.28.0.linux-armv6l.tar.gz"
# Those that are out, since the oldest Go there is; and what was known of before.
known, security = json.load(open("old.json"))["go"]["security"], m["go"]["security"]
assert security == ["1.27.8"] + known, security
# What an older Go builds stays behind it.
assert [v["needs_go"] for v in m["tools"]["gopls"]["versions"]][:2] == ["1.28.0", "1.27.0"]
# Older systems keep the newest that runs there.
assert [g["version"] for g in m["go"]["releases"]] == ["1.28.0", "1.27.9", "1.26.8", "1.24.13"]
assert [p["version"] for p in m["protoc"]["releases"]] == ["37.0", "36.1", "33.5"]
P

check "versions.json has the newest of each go line, a newer line first" python3 - "$checkout/assets/versions.json" <<'P'
import json, sys
old, new = json.load(open(sys.argv[1])), json.load(open("versions.json"))
rows = {m: [(r["version"], r["go_line"]) for r in v] for m, v in new["modules"].items()}
assert rows["google.golang.org/protobuf"][:2] == [("v1.37.0", "1.26"), ("v1.36.12", "1.23")], rows
assert rows["google.golang.org/grpc"][:2] == [("v1.99.0", "1.26.0"), ("v1.84.0", "1.25.0")], rows
assert new["plugins"] == old["plugins"], "what is written by hand stays"
P
check "and all but those lines is as it was, to the byte" sh -c '
	[ "$(diff "$1" versions.json | grep -c "^[<>]")" = 3 ]' sh "$checkout/assets/versions.json"

cp manifest.json before
renew --go-json go.json
check_status "a second time nothing is newer" 0
check_says "and that is told" "Nothing is newer"
check "and nothing is written" cmp manifest.json before

sed "s/$(sum 3)/$(sum 9)/" go.json >changed.json
renew --go-json changed.json
check_status "another checksum of a known archive is refused" 1
check_says "with the file named" "go1.28.0.linux-amd64.tar.gz"
check "and nothing is written" cmp manifest.json before

# ---- the plugins' archives: a row for those whose program says what it is ----

pack() # NAME VERSION OS ARCH PACKAGE VERSION-IT-SAYS: prints what GitHub would say of it
{
	local file=$1.$2.$3.$4.tar.gz
	rm -rf packed && mkdir -p packed plugins
	printf 'program\npath\t%s\nmod\tmodule\t%s\t\nbuild\tGOARCH=%s\nbuild\tGOOS=%s\n' \
		"$5" "$6" "$4" "$3" >"packed/$1"
	tar -C packed -czf "plugins/$file" .
	printf '{"name": "%s", "size": 3, "digest": "sha256:%s"}' "$file" \
		"$(sha256sum <"plugins/$file" | cut -d ' ' -f 1)"
}
go=google.golang.org/protobuf/cmd/protoc-gen-go
grpc=google.golang.org/grpc/cmd/protoc-gen-go-grpc
echo "{\"assets\": [$(pack protoc-gen-go v1.37.0 linux amd64 $go v1.37.0),
	$(pack protoc-gen-go v1.37.0 linux arm64 $go v1.37.0),
	$(pack protoc-gen-go v1.37.0 darwin arm64 $go '(devel)'),
	$(pack protoc-gen-go v1.36.12 linux amd64 $go v1.36.12)]}" >gen-go.json
echo "{\"assets\": [$(pack protoc-gen-go-grpc v1.6.2 linux amd64 $grpc v1.6.2+dirty),
	{\"name\": \"protoc-gen-go-grpc.v1.6.1.linux.amd64.tar.gz\", \"size\": 3, \"digest\": null}]}" >grpc.json
archives=(--plugin-json protoc-gen-go=gen-go.json --plugin-json protoc-gen-go-grpc=grpc.json
	--plugin-archives "file://$work/plugins/{file}")
renew --go-json go.json
check_status "archives whose programs say their version and machine are taken over" 0
check_says "which is told" "archives of protoc-gen-go: 1.37.0 (2), 1.36.12 (1), was none"
check_says "one without a version is passed over" \
	"protoc-gen-go.v1.37.0.darwin.arm64.tar.gz is passed over: its program says $go (devel) darwin arm64"
check_says "and so is one of changed sources" "says $grpc v1.6.2+dirty"
check_says "and one that GitHub has no checksum of" \
	"protoc-gen-go-grpc.v1.6.1.linux.amd64.tar.gz is passed over"
check "each row has what goready asks for" python3 - <<'P'
import hashlib, json
plugins = json.load(open("manifest.json"))["plugins"]
assert "releases" not in plugins["protoc-gen-go-grpc"]
row = plugins["protoc-gen-go"]["releases"][0]["files"][1]
assert (row["os"], row["arch"], row["file"]) == ("linux", "amd64", "protoc-gen-go.v1.37.0.linux.amd64.tar.gz"), row
assert row["sha256"] == hashlib.sha256(open("plugins/" + row["file"], "rb").read()).hexdigest()
P
cp manifest.json before
mkdir known && mv plugins/protoc-gen-go.*linux* known/
renew --go-json go.json
check_says "and what has a row is not fetched again" "Nothing is newer"
echo "{\"assets\": [$(pack protoc-gen-go v1.37.0 darwin amd64 $go v1.37.0)]}" >gen-go.json
renew --go-json go.json
check_says "an archive that comes later gets its row beside the others" \
	"archives of protoc-gen-go: 1.37.0 (3), 1.36.12 (1), was 1.37.0 (2), 1.36.12 (1)"
cp manifest.json before
echo more >>plugins/protoc-gen-go-grpc.v1.6.2.linux.amd64.tar.gz
renew --go-json go.json
check_status "an archive with another checksum than GitHub's is refused" 1
archives=(--no-archives)

echo '<html>' >page.html
renew --go-json page.html
check_status "a web page in the place of the list is refused" 1
renew --go-json go.json --go-history page.html
check_status "and another page in the place of the release history" 1
check_says "which is said" "tells of no release"

# ---- the signatures beside Go's archives: by a key of this test, for the real one's signatures are not at hand ----

export GNUPGHOME=$work/keys
mkdir -m 700 "$GNUPGHOME" archives
gpg_quietly() { gpg --batch --quiet --pinentry-mode loopback --passphrase '' "$@" 2>/dev/null; }
gpg_quietly --quick-generate-key "Test <test@example.com>" ed25519 sign never
gpg_quietly --export >keyring.gpg
list=
for target in "darwin arm64" "darwin amd64" "linux amd64" "linux arm64" "linux armv6l"; do
	file=archives/go1.29.0.${target/ /-}.tar.gz
	echo "Go for $target" >"$file"
	gpg_quietly --armor --detach-sign --output "$file.asc" "$file"
	list="$list${list:+, }$(go_archive 1.29.0 $target "$(sha256sum "$file" | cut -d ' ' -f 1)")"
done
echo "[{\"version\": \"go1.29.0\", \"stable\": true, \"files\": [$list]}, $(go_release 1.28.0)]" >signed.json
signed() { renew --go-json signed.json --go-keyring "${1:-keyring.gpg}" --go-archives "file://$work/archives/{file}"; }

cp archives/go1.29.0.linux-arm64.tar.gz.asc right.asc
cp archives/go1.29.0.linux-amd64.tar.gz.asc archives/go1.29.0.linux-arm64.tar.gz.asc
signed
check_status "a signature of other bytes is refused" 1
check_says "with the archive named" "go1.29.0.linux-arm64.tar.gz: its signature is not by a key"
check "and nothing is written" cmp manifest.json before
cp right.asc archives/go1.29.0.linux-arm64.tar.gz.asc
: >empty.gpg
signed empty.gpg
check_status "and one by a key that nobody named" 1
echo changed >>archives/go1.29.0.darwin-arm64.tar.gz
signed
check_status "an archive that is not the list's is refused" 1
check_says "which is said" "its bytes have another SHA-256 than go.dev's list says"
echo "Go for darwin arm64" >archives/go1.29.0.darwin-arm64.tar.gz
signed
check_status "archives that are signed by the key are taken over" 0
check_says "and that is told" "go1.29.0.linux-armv6l.tar.gz: its signature is right"
gpgconf --kill all 2>/dev/null
e2e_end
