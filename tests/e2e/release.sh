#!/bin/bash
# packaging/release: a tarball for each machine, that needs nothing of it, and is the same bytes
# wherever it is built. What the macOS programs are is read by two readers other than goready's.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e_lib/release.sh"
command -v apt-get >/dev/null || skip "packaging/release wants Debian or Ubuntu"
helpers=$checkout/tests/release
elsewhere=$work/elsewhere
made=$work/made
targets="darwin-amd64 darwin-arm64 linux-amd64 linux-arm64"
version=$release_version

make_release() # CHECKOUT TARGETS FOLDER
{
	nice "$1/packaging/release" --target "${2// /,}" "$3"
}

# ---- made, and what is in it ------------------------------------------------------------------------

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$checkout" log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH
copy_checkout "$elsewhere"
if ! make_release "$elsewhere" "$targets" "$made" 2>"$work/log"; then
	cat "$work/log"
	if grep -qE 'cannot be had|pip failed|apt-(update|install) failed' "$work/log"; then
		skip "compiler or libraries cannot be had here: $(tail -n 2 "$work/log" | head -n 1)"
	fi
	fail "four tarballs are made" "$(tail -n 5 "$work/log")"
	e2e_end
fi
check "four tarballs are made, and their checksums hold" \
	sh -c "cd '$made' && sha256sum -c --quiet SHA256SUMS && [ \$(wc -l <SHA256SUMS) = 4 ]"
check "each has less than 8 MB" sh -c "! find '$made' -name '*.tar.gz' -size +7999k | grep ."
check "bootstrap carries the checksum of each" sh -c \
	"while read -r line; do grep -qF \"\$line\" '$made/bootstrap' || exit 1; done <'$made/SHA256SUMS'"
check "bootstrap is a shell script still" sh -n "$made/bootstrap"
check "the list of what is inside names each tarball and each library" json_holds \
	"$made/sbom.spdx.json" "(j['spdxVersion'] == 'SPDX-2.3'
		and {p['name'] for p in j['packages']} == set('goready-darwin-amd64 goready-darwin-arm64 '
		'goready-linux-amd64 goready-linux-arm64 zlib libisal cjson ncurses libarchive curl mbedtls '
		'musl compiler-rt monocypher'.split())
		and all(p.get('checksums') or 'third_party/' in p.get('comment', '')
			for p in j['packages'] if 'zig' not in p['versionInfo']))"

for target in $targets; do
	tar -xzf "$made/goready-$version-$target.tar.gz" -C "$work" || fail "$target unpacks"
	tree=$work/goready-$version-$target
	for file in bin/goready share/man/man1/goready.1 share/licences/ncurses \
		share/zsh/site-functions/_goready share/bash-completion/completions/goready \
		share/fish/vendor_completions.d/goready.fish; do
		[ -s "$tree/$file" ] || fail "$target has $file"
	done
	! grep -rqaF -e "$checkout" -e "$elsewhere" -e goready-release -e "$HOME/" "$tree" ||
		fail "nothing in it names a folder of the machine that built it" "$target"
done
pass "each has the program, its man page, completions and licences"

refuses() { ! "$@"; }

# ---- for macOS ------------------------------------------------------------------------------------------

mac_program() # CPU MINIMUM SIGNATURE
{
	local program=$work/goready-$version-darwin-$1/bin/goready cpu=arm64
	[ "$1" = arm64 ] || cpu=x86_64
	python3 "$helpers/macho.py" "$program" >"$work/macho"
	check "the program for darwin-$1 wants macOS $2, libSystem and libcurl, and nothing else" \
		json_holds "$work/macho" "(j['cpu'] == '$1' and j['minimum'] == '$2' and
			j['libraries'] == ['/usr/lib/libSystem.B.dylib', '/usr/lib/libcurl.4.dylib'])"
	check "and its signature is: $3" json_holds "$work/macho" "j['signature'] == '$3'"
	if [ -n "$objdump" ]; then
		"$objdump" --macho --private-headers "$program" >"$work/objdump"
		check "$(basename "$objdump") reads the same of it" sh -c "grep -qE 'minos $2|version $2' '$work/objdump' &&
			[ \$(grep -c LC_LOAD_DYLIB '$work/objdump') = 2 ] &&
			grep -qiE 'MH_MAGIC_64 +$cpu' '$work/objdump'"
	fi
	if [ -x "$show" ]; then
		echo "$program" | "$show" >"$work/show"
		check "goready's own reader does as well" json_holds "$work/show" \
			"(j['os'] == 'darwin' and j['archs'] == ['$1'] and j['min_os'] == '$2' and
			len(j['needs']) == 2)"
	fi
}

objdump=$(compgen -c llvm-objdump | sort -u | head -n 1)
show=$checkout/build/debug/tests/binary_show
mac_program arm64 11.0 "ad hoc"
mac_program amd64 10.15 none
cp "$work/goready-$version-darwin-arm64/bin/goready" "$work/touched"
printf 'x' | dd of="$work/touched" bs=1 seek=200000 conv=notrunc 2>/dev/null
python3 "$helpers/macho.py" "$work/touched" >"$work/macho"
check "a signature over other bytes does not hold" json_holds "$work/macho" \
	"j['signature'].endswith('differs')"

# The wizard in a terminal of tmux, until its first page is there.
full_screen()
{
	local socket=$work/tmux
	tmux -S "$socket" -f /dev/null new-session -d -x 90 -y 30 "env -i HOME=/home PATH=/bin \
		LC_ALL=C.UTF-8 TERM=screen-256color $(command -v chroot) '$bare' /goready --tui; sleep 60" || return
	for _ in $(seq 100); do
		! tmux -S "$socket" capture-pane -p | grep -q 'step 1 of' || break
		sleep 0.2
	done
	tmux -S "$socket" capture-pane -p
	tmux -S "$socket" kill-server
}

# ---- for Linux --------------------------------------------------------------------------------------------

program=$work/goready-$version-linux-amd64/bin/goready
for cpu in amd64 arm64; do
	check "the program for linux-$cpu is static" sh -c \
		"! readelf -lW '$work/goready-$version-linux-$cpu/bin/goready' | grep -E 'INTERP|DYNAMIC'"
done

if [ "$(uname -m)" != x86_64 ]; then
	e2e_line skipped "the program for linux-amd64 needs nothing (this machine cannot run it)"
else
	bare=$work/bare
	mkdir -p "$bare/home"
	cp "$program" "$bare/"
	if [ "$(id -u)" = 0 ]; then
		env -i HOME=/home PATH=/bin LC_ALL=C.UTF-8 TERM=dumb "$(command -v chroot)" "$bare" /goready doctor >"$out" 2>"$err"
		status=$?
		check_status "in a folder with nothing but the program, doctor finds problems" 2
		check_says "and says that Go is missing" "Go is not installed"
		full_screen >"$out"
		check_says "and the wizard fills the screen, with its own terminal descriptions" "step 1 of"
	fi
	cc -O1 -o "$work/old_kernel" "$helpers/old_kernel.c" || fail "old_kernel compiles"
	old_kernel() # ARGUMENTS
	{
		env -i HOME="$bare/home" PATH=/usr/bin:/bin TERM=dumb "$work/old_kernel" "$program" "$@" \
			>"$out" 2>"$err"
		status=$?
	}
	old_kernel doctor
	if [ "$status" = 77 ]; then
		e2e_line skipped "with the system calls of Linux 3.10, doctor works (no seccomp here)"
	else
		check_status "with the system calls of Linux 3.10, doctor works" 2
		old_kernel doctor --network
		check_status "and so do threads and connections: addresses are tried" 2
	fi
fi

# The program for arm64, by user-mode emulation.
get_emulator() # FOLDER
{
	mkdir -p "$1" && cd "$1" && apt-get download qemu-user-static &&
		dpkg-deb --fsys-tarfile qemu-user-static_*.deb |
		tar -xf - --strip-components=3 ./usr/bin/qemu-aarch64-static && rm -f qemu-user-static_*.deb
}

emulator=$(command -v qemu-aarch64-static) ||
	emulator=$(testbed_make qemu-user-static "$testbed_cache/qemu-user-static/qemu-aarch64-static" \
		get_emulator "$testbed_cache/qemu-user-static")
if [ -x "$emulator" ]; then
	mkdir -p "$work/arm64-home"
	for command in "doctor:2" "apply --dry-run:0"; do
		env -i HOME="$work/arm64-home" PATH=/bin TERM=dumb NO_COLOR=1 "$emulator" \
			"$work/goready-$version-linux-arm64/bin/goready" ${command%:*} >"$out" 2>"$err"
		status=$?
		check_status "the program for linux-arm64 works under emulation: ${command%:*}" "${command#*:}"
	done
else
	e2e_line skipped "the program for linux-arm64 works under emulation (no emulator to be had)"
fi

# ---- over TLS -----------------------------------------------------------------------------------------------

mkdir -p "$work/mirror"
python3 "$e2e_lib/mirror.py" --root "$work/mirror" --state "$work/mirror-state" >"$work/mirror.log" 2>&1 &
mirror_pid=$!
for _ in $(seq 600); do [ ! -f "$work/mirror-state/url" ] || break; sleep 0.1; done

# Is a server at ADDRESS, with the mirror's certificate, asked for anything?
asked() # ADDRESS AUTHORITIES
{
	local server
	python3 "$helpers/tls_server.py" "$1" "$work/mirror-state" >"$work/server" &
	server=$!
	for _ in $(seq 600); do [ ! -s "$work/server" ] || break; sleep 0.1; done
	for _ in 1 2 3; do # an address has some seconds to answer, and this machine may be busy
		env -i HOME="$work/home" PATH=/usr/bin:/bin TERM=dumb SSL_CERT_FILE="$2" "$program" apply \
			--dry-run --source "protoc=https://$1:$(head -n 1 "$work/server")/{file}" >"$out" 2>"$err"
		! grep -q '^HEAD /protoc-' "$work/server" || break
	done
	kill "$server"
	grep -q '^HEAD /protoc-' "$work/server"
}

mkdir -p "$work/home"
if [ "$(uname -m)" = x86_64 ]; then
	check "a server is asked where its authority is known" asked 127.0.0.1 "$work/mirror-state/ca.pem"
	check "and not where it is not" refuses asked 127.0.0.1 ""
	check "nor where its certificate is for another address" \
		refuses asked 127.0.0.2 "$work/mirror-state/ca.pem"
fi

# ---- once more, in the checkout itself ---------------------------------------------------------------------

same_bytes() # TARGET FOLDER
{
	check "the tarball for $1 has the same bytes when it is built in another folder" \
		cmp "$2/goready-$version-$1.tar.gz" "$made/goready-$version-$1.tar.gz"
}

# Linux's is the one that other scenarios have made, or will use.
if release_make && [ -n "$static" ] && make_release "$checkout" darwin-arm64 "$work/again" 2>"$work/log"; then
	same_bytes linux-amd64 "$release"
	same_bytes darwin-arm64 "$work/again"
else
	fail "it is built in another folder" "$(tail -n 5 "$work/log" "$checkout/build/release-linux/log")"
fi
e2e_end
