#!/bin/bash
# What Homebrew itself answers to goready's calls is what tests/brew/recorded.json says, which the
# stand-in of a Mac's brew plays back. The real brew, on Linux; `RENEW=1 bash tests/e2e/...` renews it.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
testbed_homebrew_installed >/dev/null 2>"$work/why" || skip "$(tail -n 1 "$work/why")"
recorded=$checkout/tests/brew/recorded.json

m=$work/m
homebrew_machine "$m" installed || exit 1
mkdir -p "$m/share" && cp "$e2e_lib/record_brew.py" "$m/share/" && chmod -R a+rX "$m/share"
check "the calls can be made, without a network" offline homebrew_record "$m" "$work/now.json"
[ -s "$work/now.json" ] || e2e_end
[ -z "${RENEW:-}" ] || cp "$work/now.json" "$recorded"

while IFS= read -r line; do
	case $line in
	"same "*) pass "brew answers as recorded: ${line#same }" ;;
	"differs "*) fail "brew answers as recorded: ${line#differs }" ;;
	*) printf '%s\n' "$line" ;;
	esac
done < <(python3 "$e2e_lib/record_brew.py" compare "$recorded" "$work/now.json")

# ---- how a machine without brew gets it -----------------------------------------------------------

n=$work/n
homebrew_machine "$n" || exit 1
mkdir -p "$n/share" && cp "$(testbed_homebrew_installer)" "$n/share/install.sh" &&
	chmod -R a+rX "$n/share"
check "there is no brew before" in_machine "$n" test ! -e "$homebrew_prefix"
check "the official installer works as it is, and asks for nothing" offline testbed_run "$n" \
	NONINTERACTIVE=1 -- /bin/bash /share/install.sh </dev/null
check "brew is there then" homebrew_run "$n" --version
check "brew refuses to be run by root" sh -c '! "$@"' sh bash -c \
	". '$e2e_lib/testbed.sh'; testbed_run_as root '$n' -- $homebrew_prefix/bin/brew install go"
e2e_end
