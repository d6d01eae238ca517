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
	sources=$cache/sources-$(cat "$packaging/sources.json" "$packaging/sources.py" \
		"$packaging"/libraries/patches/* | sum_of)
	make_once "$sources" unpack_sources
	"$packaging/sources.py" check "$sources" >&2 || stop \
		"The libraries of a release have the holes above." \
		"Pin newer sources or patches in packaging/sources.json, or say there why one has no effect (not_affected); packaging/renew-advisories renews the list."
}

unpack_sources() # FOLDER
{
	local name file sum upstream upstream_sum pool
	mkdir -p "$cache/downloads"
	pinned files | while read -r name file sum upstream upstream_sum pool; do
		download
		mkdir -p "$1/$name"
		case $name in
		*.patches)
			tar -xf "$cache/downloads/$file" -C "$1/$name" --no-same-owner
			apply_patches "${name%.patches}" "$1"
			;;
		*) tar -xf "$cache/downloads/$file" -C "$1/$name" --strip-components=1 --no-same-owner ;;
		esac
	done
}

# Debian's, then ours (packaging/libraries/patches/NAME-*).
apply_patches() # NAME FOLDER
{
	local patch
	pinned series "$1" "$2/$1.patches" | while read -r patch; do
		[ -n "$patch" ] || continue
		quietly "patch-$1-$(basename "$patch")" \
			patch -d "$2/$1" -p1 --force --no-backup-if-mismatch -i "$2/$1.patches/debian/patches/$patch"
	done
	for patch in "$packaging/libraries/patches/$1-"*; do
		[ -f "$patch" ] || continue
		quietly "patch-$1-$(basename "$patch")" \
			patch -d "$2/$1" -p1 --force --no-backup-if-mismatch -i "$patch"
	done
}

has_sum() # FILE SHA256
{
	[ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d' ' -f1)" = "$2" ]
}

# The archive that this machine itself uses, where that is Debian's: what stands before /debian.
debian_archive()
{
	{ cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } | # not each system has both
		sed -nE 's,^(URIs:|deb|deb-src) .*(https?://[^ ]*)/debian/?( .*)?$,\2,p' | head -n 1
}

# Debian's archive first, by its address ($GOREADY_DEBIAN names another), then by the sources this machine takes its packages from;
# else the authors'.
download() # name, file, sums and pool as above; file becomes what is there
{
	local archive
	! has_sum "$cache/downloads/$file" "$sum" || return 0
	say "downloading $file"
	archive=${GOREADY_DEBIAN:-$(debian_archive)}
	[ -z "$archive" ] || curl -fsSL --retry 3 -o "$cache/downloads/$file" "$archive/$pool/$file" \
		>"$cache/source-$name.log" 2>&1 || true
	! has_sum "$cache/downloads/$file" "$sum" || return 0
	(cd "$cache/downloads" && from_debian "${name%.patches}") >"$cache/source-$name.log" 2>&1 </dev/null || true
	! has_sum "$cache/downloads/$file" "$sum" || return 0
	case $name in
	*.patches) ;;
	*)
		file=$name-$(basename "$upstream")
		has_sum "$cache/downloads/$file" "$upstream_sum" ||
			curl -fsSL --retry 3 -o "$cache/downloads/$file" "$upstream" || true
		! has_sum "$cache/downloads/$file" "$upstream_sum" || return 0
		;;
	esac
	stop "$name cannot be had with the checksum that packaging/sources.json pins." \
		"Put the file from $upstream there as $cache/downloads/$file, then start this again."
}

from_debian() # NAME, in the folder for it
{
	local lists=$cache/apt-lists file
	mkdir -p "$lists/partial" "$lists.d"
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
		sed 's/^Types: .*/Types: deb-src/; s/^deb /deb-src /' "$file" >"$lists.d/$(basename "$file")"
	done
	mv "$lists.d/sources.list" "$lists.d/main.list" 2>/dev/null || true # empty where there is none
	set -- "$1" -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$lists.d" \
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
		release-ncurses.sh -type f | sort | xargs sha256sum | sum_of)
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
	quietly "ncurses-$1" sh "$packaging/release-ncurses.sh" "$1" "$2" "$zig" "$sources/ncurses" \
		"$work/ncurses-$1" "$jobs"
}
