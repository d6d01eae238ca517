#!/bin/bash
# bootstrap on a Mac that has Apple's command line tools and nothing else: libraries from their pinned
# sources, then goready. Tried in a bare Debian with a compiler and make, where stand-ins answer as
# a Mac; and with a cross-compiler as `cc`, which makes the program for Apple Silicon itself.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e_lib/release.sh"
needs_machine

# What of Debian stands for Apple's tools and SDK. No CMake, pkg-config, ncurses, libarchive, cJSON.
testbed_plain()
{
	local folder=$testbed_cache/plain-1
	testbed_bare >/dev/null && testbed_make plain "$folder" make_plain "$folder"
}

make_plain() # FOLDER
{
	local dir=$1.$$
	testbed_machine "$dir" &&
		testbed_run_as root "$dir" DEBIAN_FRONTEND=noninteractive -- sh -ec 'apt-get update -q
			apt-get install -qy --no-install-recommends gcc libc6-dev make curl xz-utils \
				libcurl4-openssl-dev zlib1g-dev libssl-dev' &&
		mv "$dir/upper" "$1" && rm -rf "$dir"
}

# The sources as their authors name them, from where packaging/release keeps them (Debian's archive
# has the same bytes).
get_plain_sources() # FOLDER
(
	packaging=$checkout/packaging
	cache=${GOREADY_RELEASE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/goready-release}
	say() { printf '%s\n' "$*"; }
	stop() { say "$@"; exit 1; }
	. "$packaging/release-libraries.sh"
	mkdir -p "$cache/downloads" "$1"
	"$packaging/sources.py" files | while read -r name file sum upstream upstream_sum; do
		case $name in cjson | libarchive | ncurses) ;; *) continue ;; esac
		download
		has_sum "$cache/downloads/$file" "$upstream_sum" ||
			stop "$name is not to be had as its authors have it"
		cp "$cache/downloads/$file" "$1/$name-${upstream##*/}"
	done
)

sources=$work/sources
get_plain_sources "$sources" >"$work/log" 2>&1 && [ "$(ls "$sources" | wc -l)" = 3 ] ||
	skip "the libraries' sources cannot be had here: $(tail -n 1 "$work/log")"

# ---- a Mac's answers --------------------------------------------------------------------------------

# Only bootstrap asks a Mac: what the libraries' own scripts are told must fit the compiler.
stand_ins() # FOLDER TOOLS
{
	mkdir -p "$1"
	cat >"$1/uname" <<-'SCRIPT'
		#!/bin/sh
		tr '\0' ' ' <"/proc/$PPID/cmdline" | grep -q packaging/bootstrap && echo Darwin && exit
		PATH=/usr/bin:/bin exec uname "$@"
	SCRIPT
	printf '#!/bin/sh\n[ "$1" = -p ] && echo "%s"\n' "$2" >"$1/xcode-select"
	printf '#!/bin/sh\ncase $2 in hw.optional.arm64 | sysctl.proc_translated) echo 1 ;; esac\n' >"$1/sysctl"
	printf '#!/bin/sh\n[ "$1" = -arm64 ] || exit 1\nshift\nexec "$@"\n' >"$1/arch"
	chmod +x "$1"/*
	mkdir -p "$1/tools/usr/bin" && cp "$1/arch" "$1/tools/usr/bin/clang"
}

testbed_machine "$work/m" "$(testbed_plain)" || skip "a machine with a compiler alone cannot be had here"
mkdir -p "$work/m/share"
copy_checkout "$work/m/share/checkout"
stand_ins "$work/m/share/mac" /share/mac/tools
stand_ins "$work/m/share/none" /share/none/nothing
printf '#!/bin/sh\necho started >>/tmp/stub\nexit 1\n' >"$work/m/share/none/cc"
chmod -R a+rX "$work/m/share" && chmod +x "$work/m/share/none/cc"
mkdir -p "$work/served" && cp -r "$sources" "$work/served/good" && cp -r "$sources" "$work/served/bad"
printf 'x' >>"$work/served/bad/cjson-v1.7.15.tar.gz"
python3 "$e2e_lib/mirror.py" --http --root "$work/served" --state "$work/mirror-state" \
	>"$work/mirror.log" 2>&1 &
mirror_pid=$!
for _ in $(seq 100); do [ ! -f "$work/mirror-state/url" ] || break; sleep 0.1; done
url=$(cat "$work/mirror-state/url")

boot() # STAND-INS SOURCES
{
	testbed_run "$work/m" "PATH=/share/$1:/usr/bin:/bin" "GOREADY_SOURCES=$2" -- \
		sh /share/checkout/packaging/bootstrap --no-start >"$out" 2>"$err" </dev/null
	status=$?
	cat "$out" "$err"
}

kept=$work/m/home/.cache/goready
nothing_half_done() { ! ls -d "$kept"/plain/* "$kept"/sources/* >/dev/null 2>&1; }

boot none "$url/good"
check_status "where the command line tools are missing, it stops" 1
check_says "and says how to get them" "xcode-select --install"
check "without having started the stub of a compiler" test ! -e "$work/m/upper/tmp/stub"
boot mac "$url/bad"
check_status "a source with another checksum is refused" 1
check_says "for what it is" "wrong checksum"
check "and nothing of it is left" nothing_half_done
boot mac "$url/nowhere"
check_status "a source that cannot be had stops it" 1
check_says "with a way out" "GOREADY_SOURCES"

# ---- built, as far as Linux can ---------------------------------------------------------------------

program=/home/dev/.cache/goready/plain/goready
boot mac "$url/good"
check_status "with a compiler and make alone, goready is built" 0
check_says "each step is told" "Building ncurses"
testbed_run "$work/m" -- "$program" doctor >"$out" 2>"$err" </dev/null
status=$?
check_status "doctor of that program works" 2
check_says "and finds what is missing" "Go is not installed"
check "it needs no library that was built for it" sh -c \
	'readelf -d "$1" >"$2" && ! grep -E "NEEDED.*(ncurses|archive|cjson)" "$2"' sh "$kept/plain/goready" "$work/needs"
testbed_run "$work/m" TERM=xterm -- script -qec "stty rows 30 cols 90; timeout 10 $program --tui" \
	/dev/null >"$out" 2>"$err" </dev/null
check_says "its wizard fills the screen" "step 1 of"
boot mac /nowhere
check_status "a second time nothing is fetched" 0
check_says "nor built, from the same files" "there already"
check "and nothing else lies there" sh -c '[ "$(ls "$1/plain" | wc -l)" = 3 ]' sh "$kept"
printf '\n' >>"$work/m/share/checkout/assets/manifest.json"
boot mac /nowhere
check "from changed files goready is built again, with the same libraries" sh -c \
	'[ "$2" = 0 ] && grep -qx "Building goready\." "$1" && ! grep -q "Building ncurses" "$1"' sh "$out" "$status"

# ---- stopped in the middle ----

rm -rf "$kept"
testbed_run "$work/m" "PATH=/share/mac:/usr/bin:/bin" "GOREADY_SOURCES=$url/good" -- sh -c '
	setsid sh /share/checkout/packaging/bootstrap --no-start & stopped=$!
	for _ in $(seq 200); do ls -d ~/.cache/goready/plain/work.*/libarchive && break; sleep 0.1; done
	kill -TERM "-$stopped"; wait "$stopped"' >"$out" 2>"$err" </dev/null
status=$?
check_status "a signal in the middle stops it" 130
check "stopped, it leaves nothing half-done" sh -c '[ -z "$(ls "$1/plain")" ]' sh "$kept"

# ---- for Apple Silicon, with a cross-compiler as cc ---------------------------------------------------

# What the SDK would bring: zig has the headers and stubs of macOS, but for libcurl's and zlib's.
make_sdk() # FOLDER
(
	packaging=$checkout/packaging
	cache=${GOREADY_RELEASE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/goready-release}
	say() { printf '%s\n' "$*"; }
	stop() { say "$@"; exit 1; }
	quietly() { shift; "$@"; }
	. "$packaging/release-libraries.sh"
	set -e
	mkdir -p "$cache/downloads" "$1/include" "$1/lib" "$1/source"
	get_zig
	for library in curl zlib; do
		"$packaging/sources.py" files | grep "^$library " |
			{ read -r name file sum upstream upstream_sum && download &&
				tar -xf "$cache/downloads/$file" -C "$1/source"; }
	done
	cp -r "$1"/source/curl*/include/curl "$1"/source/zlib*/zlib.h "$1"/source/zlib*/zconf.h "$1/include/"
	cp "$packaging/libraries/macos/libcurl.4.tbd" "$1/lib/libcurl.tbd"
	{
		printf -- '--- !tapi-tbd\ntbd-version: 4\ntargets: [ arm64-macos ]\n'
		printf "install-name: '/usr/lib/libz.1.dylib'\nexports:\n  - targets: [ arm64-macos ]\n    symbols: [ "
		grep -oE 'ZEXPORT[VA]* +[A-Za-z0-9_]+' "$1/include/zlib.h" | sed 's/.* /_/' | sort -u | paste -sd, | tr '\n' ' '
		printf ']\n...\n'
	} >"$1/lib/libz.tbd"
	cat >"$1/cc" <<-SCRIPT
		#!/bin/sh
		export ZIG_GLOBAL_CACHE_DIR=$ZIG_GLOBAL_CACHE_DIR ZIG_LOCAL_CACHE_DIR=$ZIG_LOCAL_CACHE_DIR
		exec "$zig" cc -target aarch64-macos.11.0 -I"$packaging/libraries/macos/include" \\
			-isystem "$1/include" -L"$1/lib" "\$@"
	SCRIPT
	for tool in ar ranlib; do printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$zig" "$tool" >"$1/$tool"; done
	chmod +x "$1/cc" "$1/ar" "$1/ranlib"
)

if make_sdk "$work/sdk" >"$work/log" 2>&1; then
	stand_ins "$work/mac" "$work/mac/tools"
	mkdir -p "$work/home"
	env -u XDG_CACHE_HOME HOME="$work/home" PATH="$work/mac:$work/sdk:$PATH" GOREADY_SOURCES="$sources" \
		sh "$checkout/packaging/bootstrap" --no-start >"$out" 2>"$err" </dev/null
	status=$?
	cat "$out" "$err"
	check_status "with a compiler for Apple Silicon it builds as well" 0
	python3 "$checkout/tests/release/macho.py" "$work/home/.cache/goready/plain/goready" >"$work/macho"
	check "what it makes is for arm64, and needs only what macOS brings" json_holds "$work/macho" \
		"(j['cpu'] == 'arm64' and all(l.startswith('/usr/lib/lib') for l in j['libraries']) and
			any('libcurl' in l for l in j['libraries']))"
else
	e2e_line skipped "with a compiler for Apple Silicon it builds as well (no zig: $(tail -n 1 "$work/log"))"
fi
e2e_end
