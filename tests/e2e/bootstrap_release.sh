#!/bin/bash
# bootstrap with a release: fetched, checked, put in place, started; whatever is wrong with it is
# refused in one sentence, with nothing left behind. Then self-update, and undo of both.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e_lib/release.sh"
release_make || skip "there is no release, and no program of this build to pack"
echo "static: ${static:-no}, release: $release"

bootstrap=$checkout/packaging/bootstrap
archive=goready-$release_version-linux-amd64.tar.gz
home=$work/home
served=$work/served
program=$home/.local/share/goready/bin/goready

new_home() { rm -rf "$home" && mkdir -p "$home"; }

# On this machine, with a home of its own; stdin is ours.
boot() # [NAME=VALUE...] SHELL ARGUMENTS...
{
	echo "\$ $* ($SECONDS s)"
	env -u XDG_DATA_HOME -u XDG_CACHE_HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME -u SUDO_USER \
		HOME="$home" NO_COLOR=1 SSL_CERT_FILE="$work/state/bundle.pem" \
		CURL_CA_BUNDLE="$work/state/bundle.pem" "$@" >"$out" 2>"$err"
	status=$?
	tail -n 60 "$out" "$err"
	echo "(status $status)"
}

serve() # FOLDER: over https and, by a second server, http
{
	local kind option
	for kind in state plain; do
		option=
		[ "$kind" = state ] || option=--http
		python3 "$e2e_lib/mirror.py" --root "$1" --state "$work/$kind" $option \
			>"$work/$kind.log" 2>&1 &
		servers+=($!)
	done
	for _ in $(seq 100); do
		[ -f "$work/state/url" ] && [ -f "$work/plain/url" ] && break
		sleep 0.1
	done
	# By name: mbedTLS 2, in the static program, knows no addresses in certificates.
	url=$(sed 's/127\.0\.0\.1/localhost/' "$work/state/url")
	plain_url=$(cat "$work/plain/url")
}

servers=()
trap 'kill "${servers[@]}" 2>/dev/null; e2e_clean' EXIT
mkdir -p "$served/good"
cp "$release/$archive" "$release/SHA256SUMS" "$served/good/"
mkdir -p "$work/program" && tar -C "$work/program" -xzf "$release/$archive"
packed=$work/program/${archive%.tar.gz}/bin/goready
serve "$served"

# ---- nothing needs to be right twice ----

new_home
boot sh "$bootstrap" --no-start --from "$served/good" </dev/null
check_status "a release in a folder is put in place" 0
check "the program it put in place starts" \
	sh -c '[ "$("$1" --version)" = "goready $2" ]' sh "$program" "$release_version"
check "nothing of the download is left" test ! -e "$home/.cache"
boot "$program" undo --all </dev/null
check_status "undo --all shows first" 2
check_says "undo --all says that goready itself goes" "goready itself goes with this"
check "and changes nothing" test -x "$program"
boot "$program" undo --all --yes </dev/null
check_status "undo --all takes goready itself away" 0
check "only the journal is left then" \
	sh -c 'cd "$1" && [ "$(find . -mindepth 1 ! -path "./.local/state*" ! -name .local)" = "" ]' sh "$home"

new_home
cat "$bootstrap" | boot sh -s -- --no-start --from "$url/good"
check_status "it works from a pipe, over https" 0
check "the program from a pipe is there" test -x "$program"
check_says "it says what SHA256SUMS from the same place is worth" "but not a forged release"
cp -P "$program" "$work/link"
boot sh "$bootstrap" --no-start --from "$url/good" </dev/null
check_status "a second time changes nothing" 0
check "one run is in the journal" \
	sh -c '[ "$(ls "$1/.local/state/goready/runs")" = 0001 ]' sh "$home"

printf 'quit\n' | boot script -qec "cat '$bootstrap' | sh -s -- --from '$url/good' --plain" /dev/null
check_says "from a pipe, the wizard comes up on the terminal" "What should goready do?"
check_says "and takes its answers from there" "quit"

new_home
release_bootstrap "$release" >"$work/bootstrap"
boot sh "$work/bootstrap" --no-start --from "$plain_url/good" </dev/null
check_status "a bootstrap that carries checksums takes it over http from this computer" 0
check "it does not say that it carries none" sh -c '! grep -q "carries no" "$1"' sh "$out"
mkdir -p "$served/forged"
release_pack "$served/forged" "$release_version" /bin/true
new_home
boot sh "$work/bootstrap" --no-start --from "$url/forged" </dev/null
check_status "its own checksums count, whatever SHA256SUMS lies beside a forged archive" 1
check_says "and it says so" "wrong checksum"

# ---- refused, in one sentence, with nothing left behind ----

refused() # NAME FOLDER TEXT
{
	local shell
	new_home
	boot sh "$bootstrap" --no-start --from "$url/$2" </dev/null
	check_status "$1 is refused" 1
	check_says "$1 is refused for what it is" "$3"
	check "$1 is refused in one sentence, and nothing is left behind" sh -c \
		'[ "$(grep -c "^Problem" "$1")" = 1 ] && [ ! -s "$2" ] && [ -z "$(ls -A "$3")" ]' \
		sh "$out" "$err" "$home"
}

fault() { printf '%s\n' "$1" >>"$work/state/faults"; }

bad() # NAME
{
	mkdir -p "$served/$1"
	cp "$release/$archive" "$release/SHA256SUMS" "$served/$1/"
}

bad changed && fault "/changed/*.tar.gz=wrong"
refused "an archive with one changed byte" changed "wrong checksum"
bad cut && truncate -s 50000 "$served/cut/$archive"
refused "an archive that is not all there" cut "wrong checksum"
bad broken && fault "/broken/*.tar.gz=cut:60000"
refused "an archive whose connection breaks" broken "could not be had"
bad page && fault "/page/*.tar.gz=html-named"
cp "$e2e_lib/e2e.sh" "$served/page/$archive"
printf '<!DOCTYPE html>\n<html></html>\n' >"$served/page/$archive"
refused "a web page instead of the archive" page "is a web page, not an archive"
bad login && printf '<!DOCTYPE html>\n<html></html>\n' >"$served/login/SHA256SUMS"
refused "a web page instead of the checksums" login "is a web page, not a list of checksums"
mkdir -p "$served/other" && cp "$release/$archive" "$served/other/goready-$release_version-linux-arm64.tar.gz"
(cd "$served/other" && sha256sum ./*.gz | sed 's|\./||' >SHA256SUMS)
refused "a release for another machine only" other "lists no goready for linux-amd64"
mkdir -p "$served/foreign" && release_pack "$served/foreign" "$release_version" "$(release_foreign "$packed")"
refused "a program for another machine under this one's name" foreign "does not start on this machine"
bad unlisted && echo "$(sha256sum </dev/null | cut -c 1-64)  sbom.spdx.json" >"$served/unlisted/SHA256SUMS"
refused "a list of checksums that lacks it" unlisted "lists no goready"
bad listless && rm "$served/listless/SHA256SUMS"
refused "a place without checksums" listless "SHA256SUMS could not be had"
bad gone && rm "$served/gone/$archive"
refused "a place without the archive" gone "could not be had"

new_home
boot sh "$bootstrap" --no-start --from http://mirror.example/goready </dev/null
check_status "plain http: from elsewhere is refused" 1
boot sh "$bootstrap" --no-start --from http://127.0.0.1.example/goready </dev/null
check_status "also where the name only looks like this computer" 1
boot sh "$bootstrap" --no-start --from "$work/nowhere" </dev/null
check_status "a folder that is not there is refused" 1
boot SUDO_USER=dev sh "$bootstrap" --no-start --from "$served/good" </dev/null
if [ "$(id -u)" = 0 ]; then check_status "it does not run under sudo" 1; fi
check "all that leaves nothing behind" sh -c '[ -z "$(ls -A "$1")" ]' sh "$home"

# ---- stopped in the middle ----

bad slow && fault "/slow/*.tar.gz=slow:20000"
new_home
HOME=$home CURL_CA_BUNDLE=$work/state/bundle.pem setsid sh "$bootstrap" --no-start \
	--from "$url/slow" >"$out" 2>"$err" </dev/null &
stopped=$!
for _ in $(seq 100); do ls "$home"/.cache/goready/bootstrap.*/*.tar.gz >/dev/null 2>&1 && break || sleep 0.1; done
kill -TERM -- "-$stopped"
wait "$stopped"
status=$?
check_status "a signal in the middle of the download stops it" 130
check "stopped, it leaves nothing behind" sh -c '[ -z "$(ls -A "$1")" ]' sh "$home"

# ---- a copy that was cut off does nothing ----

# (The last byte is a newline, which sh does not need. A cut in the middle of a word would make
# another command of it: find_packages, find.)
cut_off() # FILE STEP: after every STEP-th byte, and after each of the last 40 but two
{
	local size n bad=
	size=$(wc -c <"$1")
	for n in $(seq 1 "$2" $((size - 42))) $(seq $((size - 41)) $((size - 2))); do
		head -c "$n" "$1" | HOME=$home sh -s -- --no-start --from "$served/good" >"$out" 2>/dev/null
		[ ! -s "$out" ] && [ "$(echo "$home"/.*/ "$home"/*)" = "$nothing" ] || bad="$bad $n"
	done
	[ -z "$bad" ] || { echo "cut off after$bad it did something"; return 1; }
}
new_home
nothing=$(echo "$home"/.*/ "$home"/*)
check "a copy that was cut off anywhere does nothing" cut_off "$bootstrap" 89
check "nor does one that carries checksums" cut_off "$work/bootstrap" 331

# ---- whatever tools there are ----

# The tools of POSIX that it names, and of the rest only those given.
bare_path() # TOOL...
{
	local tool
	rm -rf "$work/bin" && mkdir -p "$work/bin"
	for tool in sh cat cp env fold id ls mkdir od printf rm rmdir sed sleep sysctl tail tar gzip tr uname "$@"; do
		ln -s "$(command -v "$tool")" "$work/bin/$tool" 2>/dev/null
	done
	rm -f "$work/bin/printf"
}

for tool in sha256sum shasum openssl; do
	command -v "$tool" >/dev/null || continue
	bare_path "$tool"
	[ "$tool" != shasum ] || ln -s "$(command -v perl)" "$work/bin/perl"
	new_home
	boot PATH="$work/bin" sh "$bootstrap" --no-start --from "$served/good" </dev/null
	check_status "$tool is enough to check it" 0
done
bare_path
new_home
boot PATH="$work/bin" sh "$bootstrap" --no-start --from "$served/good" </dev/null
check_status "without any it is not taken unchecked" 1
check_says "without any it says what is missing" "Nothing here can compute a SHA-256"
boot PATH="$work/bin" sh "$bootstrap" --no-start --from "$url/good" </dev/null
check_says "without curl and wget it says so" "neither curl nor wget"

# ---- which machine it is: what a Mac's tools say, said by stand-ins ----

stand_in() # NAME TEXT
{
	printf '#!/bin/sh\n%s\n' "$2" >"$work/stand-ins/$1"
	chmod +x "$work/stand-ins/$1"
}

mkdir -p "$work/stand-ins"
cat >"$work/mac" <<PROGRAM
#!/bin/sh
case \$1 in
--version) echo "goready $release_version" ;;
--helper) mkdir -p "\$HOME/.local/share/goready/bin" && cp "\$0" "\$HOME/.local/share/goready/bin/goready" ;;
*) echo "started: \$*" ;;
esac
PROGRAM
for cpu in arm64 amd64; do release_pack "$served/macs" "$release_version" "$work/mac" "darwin-$cpu"; done
stand_in uname 'echo Darwin'
stand_in arch 'echo "natively: $1" >&2; [ "$1" = -arm64 ] && shift && exec "$@"'
stand_in sysctl 'case $2 in hw.optional.arm64 | sysctl.proc_translated) echo 1 ;; esac'
new_home
boot PATH="$work/stand-ins:$PATH" sh "$bootstrap" --from "$served/macs" doctor </dev/null
check_says "a translated terminal on Apple Silicon gets the program for arm64" "for darwin-arm64"
check_says "and starts it natively" "natively: -arm64"
check_says "with the words it was given" "started: doctor"
stand_in sysctl 'exit 1'
new_home
boot PATH="$work/stand-ins:$PATH" sh "$bootstrap" --from "$served/macs" doctor </dev/null
check_says "an Intel Mac gets the program for amd64" "for darwin-amd64"
check "and starts it as it is" sh -c '! grep -q natively "$1"' sh "$err"
rm "$work/stand-ins/uname"
stand_in od 'echo " 7f 45 4c 46 01 01 01 00 00 00 00 00 00 00 00 00 02 00 28 00"'
new_home
boot PATH="$work/stand-ins:$PATH" sh "$bootstrap" --from "$served/good" </dev/null
check_status "a Linux with 32-bit programs is refused" 1
check_says "and is told why" "(linux-32-bit)"

# ---- the same version built anew, beside a man folder of the user's ----

new_home
mkdir -p "$home/.local/share/goready/man" && echo mine >"$home/.local/share/goready/man/mine"
boot sh "$bootstrap" --no-start --from "$served/good" </dev/null
check_status "a folder where the link to the manual would be is no obstacle" 0
check "and is left as it is" grep -q mine "$home/.local/share/goready/man/mine"
boot python3 "$e2e_lib/snapshot.py" "$home" --without .local/state/goready </dev/null
cp "$out" "$work/before"
cp "$packed" "$work/rebuilt" && printf 'rebuilt' >>"$work/rebuilt"
release_pack "$served/rebuilt" "$release_version" "$work/rebuilt"
boot sh "$bootstrap" --no-start --from "$served/rebuilt" </dev/null
check_status "another build of the same version takes the place of the first" 0
check "it is that build" cmp "$program" "$work/rebuilt"
boot "$program" undo --yes </dev/null
check_status "undo brings the first back" 0
boot python3 "$e2e_lib/snapshot.py" "$home" --without .local/state/goready </dev/null
check_same "byte for byte" "$work/before" "$out"

# ---- self-update ----

new_home
boot sh "$bootstrap" --no-start --from "$served/good" </dev/null
cp "$packed" "$work/newer" && printf 'newer' >>"$work/newer"
release_pack "$served/newer" 99.0.0 "$work/newer"
cp -r "$served/newer" "$served/newer-changed" && fault "/newer-changed/*.tar.gz=wrong"
boot python3 "$e2e_lib/snapshot.py" "$home" --without .local/state/goready </dev/null
cp "$out" "$work/before"
boot "$program" self-update --from "$url/good" </dev/null
check_status "where there is nothing newer, self-update does nothing" 0
boot "$program" self-update --from "$url/newer" </dev/null
check_status "self-update shows first" 2
check_says "self-update says what it is checked against" "SHA256SUMS of $url/newer"
boot "$program" self-update --from "$url/newer-changed" --yes </dev/null
check_status "self-update refuses a changed archive" 1
check_says "and says so" "wrong checksum"
boot "$program" self-update --from "$url/login" --yes </dev/null
check_status "self-update refuses a web page" 1
check_says "and calls it that" "no list of checksums"
release_pack "$served/newer-foreign" 99.0.0 "$(release_foreign "$packed")"
boot "$program" self-update --from "$served/newer-foreign" --yes </dev/null
check_status "self-update refuses a program that does not start" 1
rm -rf "$home/.cache"
boot python3 "$e2e_lib/snapshot.py" "$home" --without .local/state/goready </dev/null
check_same "after all that goready is as it was" "$work/before" "$out"
for where in "$url/newer" "$served/newer"; do
	boot "$program" self-update --from "$where" --yes </dev/null
	check_status "self-update from ${where%%:*} puts the newer one in place" 0
	check "the newer one is in use" sh -c 'readlink "$1" | grep -q goready-99.0.0' sh "$program"
	boot "$program" undo --yes </dev/null
	check_status "undo takes self-update back" 0
	rm -rf "$home/.cache"
	boot python3 "$e2e_lib/snapshot.py" "$home" --without .local/state/goready </dev/null
	check_same "then goready is as it was, byte for byte" "$work/before" "$out"
done
boot https_proxy=http://127.0.0.1:9 "$program" self-update </dev/null
check_status "self-update without --from fails where releases cannot be reached" 1
check_says "and says that there may be none yet" "There may be no published release yet"
boot "$packed" self-update --from "$url/newer" --yes </dev/null
check_status "a goready that bootstrap did not put there does not replace itself" 1
check_says "and says what to do instead" "packaging/bootstrap --from"
e2e_end
