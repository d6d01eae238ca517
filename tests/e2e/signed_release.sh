#!/bin/bash
# A release that is signed with a key of this test's: packaging/sign signs, and the bootstrap of a checkout
# that knows the key takes nothing else. (unit.signature has what self-update says.)
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e_lib/release.sh"
command -v ssh-keygen >/dev/null || skip "ssh-keygen is not installed (Debian: openssh-client)"
program=${GOREADY_TEST_PROGRAM:-${E2E_PROGRAM:-$checkout/build/release/goready}}
[ -x "$program" ] || skip "$program is not built"

home=$work/home
release=$work/release
copy=$work/checkout
release_pack "$release" "$release_version" "$program"
mkdir -p "$copy/assets"
cp -R "$checkout/packaging" "$copy/packaging"
for name in key other; do
	ssh-keygen -q -t ed25519 -N '' -C throw-away -f "$work/$name"
done
(echo "# of this test"; cat "$work/key.pub") >"$copy/assets/release_keys"

said() # COMMAND...
{
	echo "\$ $*"
	"$@" >"$out" 2>"$err" </dev/null
	status=$?
	tail -n 20 "$out" "$err"
}

boot() # [PATH=...]
{
	rm -rf "$home" && mkdir "$home"
	said env -u XDG_DATA_HOME -u XDG_CACHE_HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME -u SUDO_USER \
		HOME="$home" "$@" sh "$copy/packaging/bootstrap" --no-start --from "$release"
}

refused() # SENTENCE WORDS
{
	boot
	check_status "$1 is refused" 1
	check_says "$1: it says why" "$2"
	check "$1: nothing is left" sh -c '[ -z "$(ls -A "$1")" ]' sh "$home"
}

said "$copy/packaging/sign" "$work/other" "$release"
check_status "a key that the program does not know signs nothing" 1
check_says "and says where it has to stand" "assets/release_keys"
refused "a release without a signature" "SHA256SUMS.sig could not be had"
said "$copy/packaging/sign" "$work/key" "$release"
check_status "packaging/sign signs" 0
boot
check_status "a signed release is put in place" 0
check_says "it says that the signature is right" "whose signature is right"
check "the program is there" test -x "$home/.local/share/goready/bin/goready"

mkdir "$work/bin"
for tool in sh sed sort tail head fold cat tr od uname id mkdir rmdir rm cp ln ls mv chmod grep awk sleep \
	dirname basename tar gzip sha256sum env kill; do
	ln -s "$(command -v "$tool")" "$work/bin/$tool"
done
boot PATH="$work/bin"
check_status "without ssh-keygen a release is put in place" 0
check_says "and it says what it could not check" "cannot be checked: there is no ssh-keygen"

echo "$(sha256sum </dev/null | cut -c 1-64)  goready-99.0-linux-amd64.tar.gz" >>"$release/SHA256SUMS"
refused "a list that was changed" "has no signature by those who make goready"
cp "$work/other.pub" "$copy/assets/release_keys"
sed -i '$d' "$release/SHA256SUMS"
refused "a signature by another key" "has no signature by those who make goready"
e2e_end
