# The compiler and the libraries of a release; packaging/release reads this file.
#
# What is here for good lies in $cache: sources-SUM/NAME (unpacked, each checked against its pin),
# zig-VERSION, and libraries-TARGET-SUM, where SUM is over everything that decides their bytes.

pinned() { "$packaging/sources.py" "$@"; }

sum_of() { sha256sum | cut -c1-16; }

# One maker at a time; a folder appears under its name only when it is complete.
make_once() # FOLDER MAKER...: MAKER gets the folder to fill as its last argument
{
	local to=$1
	shift
	[ ! -e "$to" ] || return 0
	exec 9>"$to.lock"
	flock 9
	if [ ! -e "$to" ]; then
		rm -rf "$to.part"
		mkdir -p "$to.part"
		"$@" "$to.part"
		mv "$to.part" "$to"
	fi
	exec 9>&-
}

# ---- zig ------------------------------------------------------------------------------------------------

get_zig() # sets zig
{
	local version
	version=$(pinned zig)
	if [ -z "${GOREADY_ZIG:-}" ]; then
		make_once "$cache/zig-$version" install_zig "$version"
	fi
	zig=${GOREADY_ZIG:-$(echo "$cache/zig-$version"/lib/python3*/site-packages/ziglang/zig)}
	[ "$("$zig" version)" = "$version" ] || stop "$zig is not zig $version."
	export ZIG_GLOBAL_CACHE_DIR=${ZIG_GLOBAL_CACHE_DIR:-$cache/zig-cache}
	export ZIG_LOCAL_CACHE_DIR=$ZIG_GLOBAL_CACHE_DIR
}

install_zig() # VERSION FOLDER
{
	say "installing zig $1"
	quietly venv python3 -m venv "$2"
	quietly pip "$2/bin/pip" install --no-cache-dir "ziglang==$1"
}

# ---- sources --------------------------------------------------------------------------------------------

get_sources() # sets sources
{
	sources=$cache/sources-$(sum_of <"$packaging/sources.json")
	make_once "$sources" unpack_sources
}

unpack_sources() # FOLDER
{
	local name file sum upstream
	mkdir -p "$cache/downloads"
	pinned files | while read -r name file sum upstream; do
		has_sum "$cache/downloads/$file" "$sum" || download "$name" "$file" "$sum" "$upstream"
		mkdir -p "$1/$name"
		tar -xf "$cache/downloads/$file" -C "$1/$name" --strip-components=1 --no-same-owner
	done
}

has_sum() # FILE SHA256
{
	[ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d' ' -f1)" = "$2" ]
}

# Debian's archive first, with the sources this machine takes its packages from; else upstream.
download() # NAME FILE SHA256 UPSTREAM
{
	say "downloading $2"
	(cd "$cache/downloads" && from_debian "$1") >"$cache/source-$1.log" 2>&1 </dev/null || true
	if ! has_sum "$cache/downloads/$2" "$3"; then
		curl -fsSL --retry 3 -o "$cache/downloads/$2" "$4" || true
	fi
	has_sum "$cache/downloads/$2" "$3" || stop \
		"$2 cannot be had with the checksum that packaging/sources.json pins." \
		"Put it in $cache/downloads (from $4), then start this again."
}

from_debian() # NAME, in the folder for it
{
	local lists=$cache/apt-lists apt
	mkdir -p "$lists/partial"
	sed 's/^Types: .*/Types: deb-src/' /etc/apt/sources.list.d/*.sources >"$lists.sources" 2>/dev/null
	[ ! -f /etc/apt/sources.list ] ||
		sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$lists.list"
	[ -s "$lists.sources" ] && apt=$lists.sources || apt=$lists.list
	set -- "$1" -o "Dir::Etc::SourceList=$apt" -o Dir::Etc::SourceParts=/dev/null \
		-o "Dir::State::Lists=$lists" -o APT::Sandbox::User=root
	[ -f "$lists.read" ] || { apt-get "${@:2}" update && touch "$lists.read"; }
	apt-get "${@:2}" source --download-only "$1"
}

# ---- libraries --------------------------------------------------------------------------------------------

library_prefix() # TARGET
{
	printf '%s/libraries-%s-%s\n' "$cache" "$1" "$library_sum"
}

set_library_sum()
{
	library_sum=$(cd "$packaging" && find libraries cmake/zig.cmake sources.json \
		release-libraries.sh -type f | sort | xargs sha256sum | sum_of)
}

build_libraries() # TARGET
{
	make_once "$(library_prefix "$1")" make_libraries "$1"
}

make_libraries() # TARGET FOLDER
{
	say "building the libraries for $1 (once: some minutes)"
	quietly "libraries-$1-cmake" cmake -S "$packaging/libraries" -B "$work/libraries-$1" -G Ninja \
		-DCMAKE_TOOLCHAIN_FILE="$packaging/cmake/zig.cmake" -DZIG="$zig" -DGOREADY_TARGET="$1" \
		-DSOURCES="$sources" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$2"
	quietly "libraries-$1" cmake --build "$work/libraries-$1" --target install --parallel "$jobs"
	quietly "ncurses-$1" make_ncurses "$1" "$2"
}

# The target's name for zig and, in the same order of words, for configure.
triple() { sed -n "s/^set(triple_$1 \(.*\))/\1/p" "$packaging/cmake/zig.cmake"; }

# Wide, static, without programs; a dozen terminals built in, and the folders in which systems
# keep the others (Debian has the common ones in /lib/terminfo, Alpine in /etc/terminfo).
make_ncurses() # TARGET FOLDER
(
	local build=$work/ncurses-$1 cc host
	cc="$zig cc -target $(triple "$1")"
	case $1 in
	darwin-*) cc="$cc -I$packaging/libraries/macos/include" ;;
	esac
	case $1 in
	linux-amd64) host=x86_64-linux-musl ;;
	linux-arm64) host=aarch64-linux-musl ;;
	darwin-amd64) host=x86_64-apple-darwin19 ;;
	darwin-arm64) host=aarch64-apple-darwin20 ;;
	esac
	mkdir -p "$build" && cd "$build" &&
	"$sources/ncurses/configure" --host=$host --build="$(uname -m)-pc-linux-gnu" --prefix=/usr \
		CC="$cc" BUILD_CC="$zig cc" AR="$zig ar" RANLIB="$zig ranlib" \
		CFLAGS="-O2 -w -ffile-prefix-map=$sources=. -ffile-prefix-map=$build=." \
		--enable-widec --with-normal --without-shared --without-debug --without-ada --without-cxx \
		--without-cxx-binding --without-manpages --without-progs --without-tests --without-gpm \
		--without-dlsym --disable-db-install --disable-home-terminfo --disable-stripping \
		--disable-pc-files --enable-overwrite \
		--with-tic-path="$(command -v tic)" --with-infocmp-path="$(command -v infocmp)" \
		--with-fallbacks=xterm,xterm-256color,xterm-color,screen,screen-256color,tmux,tmux-256color,linux,vt100,vt220,alacritty,rxvt-unicode-256color \
		--with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/share/terminfo:/usr/lib/terminfo:/usr/local/share/terminfo \
		--with-default-terminfo-dir=/usr/share/terminfo &&
	make -C include && make -C ncurses -j"$jobs" libs &&
	install -m 644 lib/libncursesw.a "$2/lib/" &&
	install -m 644 include/curses.h include/term.h include/ncurses_dll.h include/unctrl.h "$2/include/"
)
