# A release to test with. Sourced after e2e.sh.
#
#	release_make || ...             # sets release (folder with archive and SHA256SUMS), static
#	release_pack FOLDER VERSION PROGRAM   # an archive in the same layout, around any program
#
# The real one is made by packaging/release, once for all scenarios of a test run. Where that is not
# possible here, static is empty and the archive holds the program that the tests were built with,
# which wants this machine's libraries.

# Compiler and libraries are kept with the other things that tests fetch.
[ -z "${GOREADY_TEST_CACHE:-}" ] ||
	export GOREADY_RELEASE_CACHE=${GOREADY_RELEASE_CACHE:-$GOREADY_TEST_CACHE/release}

release=
static=
release_version=$(sed -n 's/^project(goready VERSION \([0-9.]*\).*/\1/p' "$checkout/CMakeLists.txt")

release_is_current() # FOLDER
{
	[ -f "$1/SHA256SUMS" ] || return 1
	! (cd "$checkout" && find CMakeLists.txt src screens assets packaging -type f \
		-newer "$1/SHA256SUMS") | grep -q .
}

release_make()
{
	local dir=$checkout/build/release-linux program
	mkdir -p "$dir"
	(
		flock 8
		release_is_current "$dir" && exit 0
		rm -f "$dir"/goready-* "$dir/SHA256SUMS"
		[ -x "$checkout/packaging/release" ] && timeout 1200 "$checkout/packaging/release" \
			--target linux-amd64 "$dir" >"$dir/log" 2>&1 </dev/null
	) 8>"$dir/lock"
	if [ -f "$dir/SHA256SUMS" ]; then
		release=$dir
		static=1
		return 0
	fi
	program=${GOREADY_TEST_PROGRAM:-$checkout/build/release/goready}
	[ -x "$program" ] || return 1
	release=$work/release
	release_pack "$release" "$release_version" "$program"
}

# Adds an archive to a folder, and to the SHA256SUMS in it.
release_pack() # FOLDER VERSION PROGRAM [MACHINE]
{
	local name=goready-$2-${4:-linux-amd64}
	mkdir -p "$1" "$work/pack/$name/bin" "$work/pack/$name/share/licences"
	install -m 755 "$3" "$work/pack/$name/bin/goready"
	cp "$checkout/LICENSE" "$work/pack/$name/share/licences/goready"
	tar -C "$work/pack" --owner=0 --group=0 -czf "$1/$name.tar.gz" "$name"
	rm -rf "$work/pack"
	(cd "$1" && sha256sum goready-*.tar.gz >SHA256SUMS)
}

# bootstrap with the checksums of a folder in it, as packaging/release makes it.
release_bootstrap() # FOLDER
{
	awk -v file="$1/SHA256SUMS" '$0 == "checksums='\'\''" {
		printf "checksums='\''"
		while ((getline line <file) > 0)
			printf "%s%s", n++ ? "\n" : "", line
		print "'\''"
		next
	} { print }' "$checkout/packaging/bootstrap"
}

# The program for another CPU: the same bytes, but for the header's e_machine (elf.h, EM_AARCH64).
release_foreign() # PROGRAM
{
	cp "$1" "$1.foreign"
	printf '\267' | dd of="$1.foreign" bs=1 seek=18 conv=notrunc 2>/dev/null
	printf '%s\n' "$1.foreign"
}
