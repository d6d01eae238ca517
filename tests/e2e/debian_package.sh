#!/bin/bash
# The Debian package: built by packaging/deb, judged by lintian, installed in a bare Debian with apt,
# used, and removed with nothing left.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
packager=$(testbed_packager) || skip "dpkg-dev and lintian cannot be had here"

as_root() # DIR COMMAND...
{
	local dir=$1
	shift
	testbed_run_as root "$dir" DEBIAN_FRONTEND=noninteractive -- "$@" </dev/null
}

# ---- built, as an ordinary user ----

b=$work/builder
testbed_machine "$b" "$packager" "$(testbed_builder)" || exit 1
copy_checkout "$b/share/checkout"
check "packaging/deb builds a package" \
	in_machine "$b" sh /share/checkout/packaging/deb /home/dev/packages
package=$(find "$b/home/packages" -name 'goready_*_*.deb' 2>/dev/null | head -n 1)
[ -n "$package" ] || e2e_end
name=$(basename "$package")
check "lintian finds no error and no warning" \
	in_machine "$b" lintian --fail-on error,warning --display-info "packages/$name"
check "the build leaves nothing in the temporary folder" \
	in_machine "$b" sh -c '[ -z "$(ls -d /tmp/goready-deb.* 2>/dev/null)" ]'

# ---- installed, where nothing of it is ----

m=$work/m
machine_goready=/usr/bin/goready
testbed_machine "$m" || exit 1
mkdir -p "$m/share" && cp "$package" "$m/share/" && chmod -R a+rX "$m/share"
as_root "$m" apt-get update -q
check "apt installs it, with what it needs, in a bare Debian" \
	as_root "$m" apt-get install -qy --no-install-recommends "/share/$name"
home_list "$m" >"$work/start"
go_ready "$m" --version </dev/null
check_says "it starts" "goready $(sed -n 's/^project(goready VERSION \([^ ]*\).*/\1/p' \
	"$checkout/CMakeLists.txt")"
go_ready "$m" doctor --json </dev/null
check_status "doctor finds the problems of a bare machine" 2
check "doctor names the system" json_holds "$out" 'j["machine"]["os"] == "linux"'
home_list "$m" >"$work/after"
check_same "looking with it writes nothing" "$work/start" "$work/after"

check "its man page is where man looks" in_machine "$m" sh -c \
	'zcat /usr/share/man/man1/goready.1.gz | grep -q "^\.TH"'
check "zsh completes its commands" in_machine "$m" zsh -fc \
	'autoload -Uz compinit && compinit -D && [ "$_comps[goready]" = _goready ]'
check "fish completes its commands" in_machine "$m" sh -c \
	"HOME=\$(mktemp -d) fish -c 'complete -C \"goready doc\"' | grep -q '^doctor'"
check "bash completes its commands" in_machine "$m" bash -c \
	'. /usr/share/bash-completion/completions/goready && complete -p goready'

# ---- removed ----

in_machine "$m" dpkg -L goready </dev/null >"$work/files"
check "the list of its files can be had" grep -qx /usr/bin/goready "$work/files"
check "dpkg removes it" as_root "$m" dpkg -r goready
check "none of its files is left" in_machine "$m" sh -c \
	'while read -r f; do [ -d "$f" ] || [ ! -e "$f" ] || { echo "$f"; exit 1; }; done' <"$work/files"
e2e_end
