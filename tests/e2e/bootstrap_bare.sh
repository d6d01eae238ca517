#!/bin/bash
# README's first line on bare machines: no compiler, no root, nothing but sh, tar and something that
# fetches. A Debian as debootstrap leaves it, and a root with busybox and nothing else.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e_lib/release.sh"
needs_machine
release_make && [ -n "$static" ] || skip "the static release cannot be made here"

# ---- busybox, which is sh, tar, wget and sha256sum at once ----

testbed_busybox() { testbed_make busybox "$testbed_cache/busybox-3" testbed_make_busybox; }

testbed_make_busybox()
{
	local dir=$testbed_cache/busybox.$$
	rm -rf "$dir" && mkdir -p "$dir/debs" "$dir/bin" && cd "$dir/debs" || return 1
	apt-get download busybox-static || { echo "apt-get cannot download busybox-static"; return 1; }
	dpkg -x ./busybox-static_*.deb "$dir/tree" && cp "$dir/tree/bin/busybox" "$dir/bin/" &&
		mv "$dir/bin" "$testbed_cache/busybox-3"
	local status=$?
	rm -rf "$dir"
	return "$status"
}

# A root with one program in it. Alpine is such a one, with musl beside.
busybox_root() # DIR
{
	local name
	mkdir -p "$1"/{bin,dev,etc,home/dev,proc,root,sys,tmp} && chmod 1777 "$1/tmp"
	cp "$busybox/busybox" "$1/bin/"
	for name in $("$1/bin/busybox" --list); do
		[ "$name" = busybox ] || ln -sf busybox "$1/bin/$name"
	done
	printf 'root:x:0:0::/root:/bin/sh\ndev:x:1000:1000::/home/dev:/bin/sh\n' >"$1/etc/passwd"
	printf 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.0\n' >"$1/etc/os-release"
}

busybox=$(testbed_busybox) || skip "busybox-static cannot be had here"
mirror_start
mkdir -p "$work/mirror/goready"
cp "$release"/goready-*.tar.gz "$release/SHA256SUMS" "$work/mirror/goready/"
python3 "$e2e_lib/mirror.py" --http --root "$work/mirror" --state "$work/plain" >"$work/plain.log" 2>&1 &
plain_pid=$!
trap 'kill "$plain_pid" 2>/dev/null; e2e_clean' EXIT
for _ in $(seq 100); do [ -f "$work/plain/url" ] && break || sleep 0.1; done
plain_url=$(cat "$work/plain/url")
home_program=/home/dev/.local/share/goready/bin/goready

share() # DIR
{
	mkdir -p "$1/share"
	cp "$checkout/packaging/bootstrap" "$1/share/"
	cp "$busybox/busybox" "$1/share/wget" # busybox looks at the name it is started by
	cp -r "$work/mirror/goready" "$1/share/release"
	machine_share_mirror "$1"
	sed -i 's|https://127\.0\.0\.1|https://localhost|' "$1/share/profile.json"
	chmod -R a+rX "$1/share"
}

boot_in() # DIR COMMAND...
{
	echo "\$ ${*:2} ($SECONDS s)"
	in_machine "$@" >"$out" 2>"$err"
	status=$?
	tail -n 40 "$out" "$err"
	echo "(status $status)"
}

# ---- Debian ----

m=$work/m
testbed_machine "$m" || exit 1
share "$m"
check "there is no compiler, no curl and no wget in it" \
	in_machine "$m" sh -c '! command -v cc gcc curl wget'
boot_in "$m" sh -c 'cat /share/bootstrap | sh -s -- --no-start --from /share/release' </dev/null
check_status "from a folder, through a pipe, an ordinary user gets goready" 0
boot_in "$m" sh -c "PATH=/share:\$PATH; sh /share/bootstrap --from $plain_url/goready --plain" </dev/null
check_says "over http from this computer, with wget, the wizard comes up" \
	"What should goready do?"
printf 'quit\n' | boot_in "$m" sh -c "PATH=/share:\$PATH; script -qec 'sh /share/bootstrap --from $plain_url/goready --plain' /dev/null"
check_status "in a terminal it takes its answers: quit" 3
machine_goready=$home_program
go_ready "$m" doctor </dev/null
check_status "doctor says what is missing" 2
machine_warm "$m"
go_ready "$m" apply --yes --profile /share/profile.json </dev/null
check_status "apply --yes reaches the proof" 0
go_ready "$m" undo --all --yes </dev/null
check_status "undo --all takes everything back, goready too" 0
check "goready is gone" sh -c '[ ! -e "$1/home/.local/share/goready" ]' sh "$m"

# ---- busybox and nothing else ----

b=$work/b
mkdir -p "$b/upper" "$b/work" "$b/root" "$b/home"
busybox_root "$b/tree"
printf '%s\n' "$b/tree" >"$b/lower"
chown 1000:1000 "$b/home"
share "$b"
boot_in "$b" sh -c "cat /share/bootstrap | sh -s -- --no-start --from $plain_url/goready" </dev/null
check_status "with busybox alone an ordinary user gets goready" 0
go_ready "$b" --version </dev/null
check_says "and it starts there" "goready $release_version"
go_ready "$b" doctor --json </dev/null
check_status "doctor works there" 2
check "doctor knows the system" json_holds "$out" 'j["machine"]["os"] == "linux" and j["summary"]["problems"] > 0'
go_ready "$b" apply --dry-run --profile /share/profile.json </dev/null
check_status "apply --dry-run works there, over https" 0
check "nothing of the download is left" sh -c '[ ! -e "$1/home/.cache" ]' sh "$b"
e2e_end
