#!/bin/sh
# Builds ncurses for a release: wide, static, without programs; a dozen terminals built in, and the
# folders in which systems keep the others (Debian has the common ones in /lib/terminfo, Alpine in
# /etc/terminfo).
#
#	release-ncurses.sh TARGET PREFIX ZIG SOURCE BUILD JOBS
set -eu
target=$1 prefix=$2 zig=$3 source=$4 build=$5 jobs=$6
packaging=$(cd "$(dirname "$0")" && pwd -P)
cc="$zig cc -target $(sed -n "s/^set(triple_$target \(.*\))/\1/p" "$packaging/cmake/zig.cmake")"
case $target in
linux-amd64) host=x86_64-linux-musl ;;
linux-arm64) host=aarch64-linux-musl ;;
darwin-amd64) host=x86_64-apple-darwin19 ;;
darwin-arm64) host=aarch64-apple-darwin20 ;;
esac
case $target in
darwin-*) cc="$cc -I$packaging/libraries/macos/include" ;;
esac
mkdir -p "$build"
cd "$build"
"$source/configure" --host="$host" --build="$(uname -m)-pc-linux-gnu" --prefix=/usr \
	CC="$cc" BUILD_CC="$zig cc" AR="$zig ar" RANLIB="$zig ranlib" \
	CFLAGS="-O2 -w -ffile-prefix-map=$source=. -ffile-prefix-map=$build=." \
	--enable-widec --with-normal --without-shared --without-debug --without-ada --without-cxx \
	--without-cxx-binding --without-manpages --without-progs --without-tests --without-gpm \
	--without-dlsym --disable-db-install --disable-home-terminfo --disable-stripping \
	--disable-pc-files --enable-overwrite \
	--with-tic-path="$(command -v tic)" --with-infocmp-path="$(command -v infocmp)" \
	--with-fallbacks=xterm,xterm-256color,xterm-color,screen,screen-256color,tmux,tmux-256color,linux,vt100,vt220,alacritty,rxvt-unicode-256color \
	--with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/share/terminfo:/usr/lib/terminfo:/usr/local/share/terminfo \
	--with-default-terminfo-dir=/usr/share/terminfo
make -C include
make -C ncurses -j"$jobs" libs
install -m 644 lib/libncursesw.a "$prefix/lib/"
install -m 644 include/curses.h include/term.h include/ncurses_dll.h include/unctrl.h \
	"$prefix/include/"
