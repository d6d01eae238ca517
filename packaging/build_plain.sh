# Builds goready with a compiler and nothing else: what Apple's command line tools bring, so no
# CMake, no pkg-config, no libraries but libcurl and zlib. packaging/bootstrap reads this file; its
# say, quietly, failed, fetch, sha256 and clean are used here.
#
# What a system lacks is built static from the sources that sources.json pins, by the recipe of a
# release: the same settings (packaging/libraries), files and options, read from the files that have
# them. Sources come from their authors, or from the folder or address in $GOREADY_SOURCES, as
# NAME-FILE where FILE is how the authors call it.
#
# Kept in the cache folder: sources, plain/libraries-SUM, plain/goready and goready.sum. Each appears
# there only when it is complete; all else is in $work, which goes in the end.

# ---- Apple's command line tools --------------------------------------------------------------------

# Without them, /usr/bin/cc is a stub that opens a window: it is not started to find out.
check_apple_tools()
{
	tools=$(xcode-select -p 2>/dev/null)
	[ -n "$tools" ] && { [ -x "$tools/usr/bin/clang" ] ||
		[ -x "$tools/Toolchains/XcodeDefault.xctoolchain/usr/bin/clang" ]; } && return 0
	say "Problem: Apple's command line tools are not on this Mac, and the build needs their compiler."
	say "Get them with this command (it opens a window), then start this again:"
	say_alone "xcode-select --install"
	exit 1
}

# ---- sources ---------------------------------------------------------------------------------------

# NAME VERSION UPSTREAM SHA256 of each library; sources.json has one field a line.
plain_pins()
{
	awk -F'"' '
		$2 == "name" { name = $4; other = "" }
		$2 == "version" { version = $4 }
		$2 == "upstream" { upstream = $4 }
		$2 == "upstream_sha256" { other = $4 }
		$2 == "sha256" { sum = $4 }
		$2 == "systems" { print name, version, upstream, other == "" ? sum : other }
	' "$source/packaging/sources.json"
}

get_source() # NAME: unpacked in $work/NAME
{
	set -- $(plain_pins | grep "^$1 ")
	plain_file=$cache/sources/$1-${3##*/}
	if [ "$(sha256 "$plain_file" 2>/dev/null)" != "$4" ]; then
		where=${GOREADY_SOURCES:-${3%/*}}
		plain_get=${3##*/}
		[ -z "${GOREADY_SOURCES:-}" ] || plain_get=${plain_file##*/}
		find_where
		say "Getting $1 $2 from $shown."
		quietly "getting $1" fetch "$plain_get" ||
			failed "$1 could not be had." "Look whether the network lets you through, or set GOREADY_SOURCES to a folder that holds ${plain_file##*/}, then start this again."
		[ "$(sha256 "$work/$plain_get")" = "$4" ] ||
			stop "$1 from $shown has the wrong checksum." \
				"It was damaged or changed on its way. Try again; or get it from elsewhere, and set GOREADY_SOURCES to the folder that holds ${plain_file##*/}."
		mkdir -p "$cache/sources" && mv "$work/$plain_get" "$plain_file" ||
			stop "$plain_file cannot be written." "Look whether there is room on the disk."
	fi
	mkdir "$work/$1" && quietly "unpacking $1" tar -C "$work/$1" -xof "$plain_file" ||
		failed "$1 does not unpack." "Look whether there is room on the disk, then start this again."
	set -- "$work/$1"/*/
	plain_source=${1%/}
}

# ---- compiling -------------------------------------------------------------------------------------

# Compiles the files named on stdin into FOLDER, several at a time. FLAGS are words of the shell.
compile_all() # FOLDER FLAGS
{
	mkdir -p "$1" || return 1
	awk -v flags="$2" '
		{ print "all: " NR ".o\n" NR ".o:\n\t$(CC) " flags " -c -o " NR ".o \"" $0 "\"" }
	' >"$1/Makefile" && make -C "$1" -j"$jobs" CC="$cc" all
}

make_archive() # NAME FLAGS: of the files named on stdin
{
	compile_all "$work/objects-$1" "-O2 -w $2" &&
		"$ar" rc "$prefix/lib/lib$1.a" "$work/objects-$1"/*.o &&
		"$ranlib" "$prefix/lib/lib$1.a"
}

plain_cjson()
{
	mkdir -p "$prefix/include/cjson" && cp "$plain_source/cJSON.h" "$prefix/include/cjson/" &&
		echo "$plain_source/cJSON.c" | make_archive cjson ""
}

# Reading tar and zip, with zlib only. (The settings for Linux are musl's; glibc has arc4random too.)
plain_libarchive()
{
	cp "$plain_source/libarchive/archive.h" "$plain_source/libarchive/archive_entry.h" \
		"$prefix/include/" &&
		ls "$plain_source"/libarchive/*.c | grep -vE '_(windows|sunos|freebsd)\.c$' |
		make_archive archive "-I'$config' -I'$plain_source/libarchive' \
			'-DPLATFORM_CONFIG_H=\"archive_config.h\"' $glibc"
}

# The options without a value are a release's; the folders of terminal descriptions are a Mac's.
plain_ncurses()
{
	mkdir "$work/objects-ncurses" && cd "$work/objects-ncurses" &&
		"$plain_source/configure" --prefix=/usr ${plain_host:+--host="$plain_host"} CC="$cc" AR="$ar" \
			RANLIB="$ranlib" CFLAGS="-O2 -w" \
			$(tr -s ' \t' '\n\n' <"$packaging/release-ncurses.sh" |
				grep -E '^--(enable|disable|with|without)-[a-z-]+$') \
			--with-terminfo-dirs=/usr/share/terminfo:/etc/terminfo:/lib/terminfo:/usr/local/share/terminfo \
			--with-default-terminfo-dir=/usr/share/terminfo &&
		make -C include && make -C ncurses -j"$jobs" libs &&
		cp lib/libncursesw.a "$prefix/lib/" &&
		cp include/curses.h include/term.h include/ncurses_dll.h include/unctrl.h "$prefix/include/"
}

plain_library() # NAME
{
	get_source "$1"
	say "Building $1."
	quietly "building $1" eval "(plain_$1)" ||
		failed "$1 cannot be built." "Correct what the file says, or report this with the file; then start this again."
}

# ---- all of it -------------------------------------------------------------------------------------

plain_libraries() # sets prefix
{
	find "$packaging/libraries" "$packaging/sources.json" "$packaging/release-ncurses.sh" \
		"$packaging/build_plain.sh" -type f | sort | while IFS= read -r file; do
		cat "$file"
	done >"$work/recipe"
	echo "$cc $apple" >>"$work/recipe"
	(cd "$work" && $cc --version) >>"$work/recipe" 2>/dev/null
	kept=$plain/libraries-$(sha256 "$work/recipe" | cut -c 1-16)
	prefix=$kept
	[ ! -d "$kept" ] || return 0
	prefix=$work/libraries
	mkdir -p "$prefix/lib" "$prefix/include" || failed "$work cannot be written." "Look whether there is room on the disk."
	for library in cjson libarchive ncurses; do
		plain_library "$library"
	done
	mv "$prefix" "$kept" || failed "$kept cannot be made." "Look whether there is room on the disk."
	prefix=$kept
}

embed_bytes() { od -An -v -tx1 "$1" | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'; }

embed_plain() # SYMBOL FILE: as packaging/cmake/embed_file.cmake does
{
	printf '#include "base/embedded.h"\nextern const unsigned char %s[];\n' "$1"
	printf 'extern const size_t %s_size;\nconst unsigned char %s[] = {\n' "$1" "$1"
	embed_bytes "$source/$2"
	printf '0};\nconst size_t %s_size = sizeof(%s) - 1;\n' "$1" "$1"
}

embed_plain_folder() # SYMBOL FOLDER
{
	printf '#include "base/embedded.h"\n'
	(cd "$source/$2" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >"$work/names"
	embed_number=0
	while IFS= read -r name; do
		printf 'static const unsigned char file%s[] = {\n' "$embed_number"
		embed_bytes "$source/$2/$name"
		printf '0};\n'
		embed_number=$((embed_number + 1))
	done <"$work/names"
	printf 'extern const struct embedded_file %s[];\nconst struct embedded_file %s[] = {\n' "$1" "$1"
	awk '{ n = NR - 1; print "\t{ \"" $0 "\", file" n ", sizeof(file" n ") - 1 }," }' "$work/names"
	printf '\t{ 0 },\n};\n'
}

# What is embedded stands in CMakeLists.txt, a line each.
embed_all()
{
	sed -n -e 's/^embed(goready_[a-z]* \([a-z_]*\) \(.*\))$/embed_plain \1 \2/p' \
		-e 's/^embed_folder(goready_[a-z]* \([a-z_]*\) \(.*\))$/embed_plain_folder \1 \2/p' \
		"$source/CMakeLists.txt" >"$work/embeds"
	while read -r embed_how symbol from; do
		"$embed_how" "$symbol" "$from" >"$work/embedded/$symbol.c" || return 1
	done <"$work/embeds"
}

# Definitions and version are those of CMakeLists.txt.
plain_program()
{
	version=$(sed -n 's/^project(goready VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt")
	defines=$(sed -n '/^add_compile_definitions(/,/)/p' "$source/CMakeLists.txt" |
		sed 's/add_compile_definitions(//; s/ *GOREADY_VERSION=.*//' | tr -s ' \t\n' '\n' |
		sed -n 's/..*/-D&/p' | tr '\n' ' ')
	mkdir "$work/embedded" &&
		embed_all &&
		ls "$source"/src/*/*.c "$source"/screens/*.c "$source"/third_party/*/*.c "$work"/embedded/*.c |
		compile_all "$work/objects" "-std=c11 -O2 -DNDEBUG $defines \
			'-DGOREADY_VERSION=\"$version\"' -I'$source/src' -I'$source/third_party/monocypher' \
			-I'$prefix/include'" &&
		$cc ${apple:+-Wl,-dead_strip} -o "$work/goready" "$work/objects"/*.o \
			"$prefix"/lib/libarchive.a "$prefix"/lib/libcjson.a "$prefix"/lib/libncursesw.a \
			-lcurl -lz $crypto
}

# (In the work folder: some compilers leave a file.)
compiler_has() # MACRO
{
	(cd "$work" && $cc -dM -E -include stdio.h -x c /dev/null) 2>/dev/null | grep -q "$1"
}

find_compiler() # sets cc, ar, ranlib, apple, crypto, plain_host, jobs, glibc
{
	cc="${native:+$native }cc"
	ar=ar ranlib=ranlib apple= crypto=-lcrypto plain_host=
	! compiler_has __APPLE__ || apple=1 crypto=
	case $machine in
	darwin-arm64) plain_host=aarch64-apple-darwin ;;
	darwin-amd64) plain_host=x86_64-apple-darwin ;;
	esac
	[ -n "$apple" ] || plain_host=
	glibc=
	! compiler_has __GLIBC__ ||
		glibc=-DHAVE_ARC4RANDOM_BUF
	jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || jobs=2
}

sum_of_source() # of all that goes into the program
{
	find "$source/src" "$source/screens" "$source/third_party" "$source/assets" "$source/CMakeLists.txt" -type f | sort |
		while IFS= read -r file; do
			echo "$file"
			cat "$file"
		done >"$work/all"
	echo "$prefix" >>"$work/all"
	sha256 "$work/all"
}

build_plain() # sets program
{
	packaging=$source/packaging config=$source/packaging/libraries/config
	plain=$cache/plain program=$cache/plain/goready
	say "goready and the libraries it needs are built with the compiler alone. The first time this takes some minutes. Output goes to"
	say_alone "$log"
	work=$plain/work.$$ made=
	mkdir -p "$plain" && mkdir -m 700 "$work" ||
		stop "$plain cannot be made." "Make sure that your cache folder can be written."
	find_compiler
	plain_libraries
	plain_sum=$(sum_of_source)
	if [ -x "$program" ] && [ "$(cat "$plain/goready.sum" 2>/dev/null)" = "$plain_sum" ]; then
		say "It is there already, built from the same files."
		clean
		return 0
	fi
	say "Building goready."
	quietly "building goready" eval "(plain_program)" ||
		failed "goready cannot be built." "Please report this with the file."
	rm -f "$plain/goready.sum"
	mv -f "$work/goready" "$program" || failed "$program cannot be written." "Look whether there is room on the disk."
	echo "$plain_sum" >"$plain/goready.sum"
	clean
}
