#!/bin/sh
# What is heard: both front ends under a real screen reader (yasr).
#
#	tests/e2e/speech.sh [BUILD/tests/ui_demo]
#
# Without an argument it is the one beside $GOREADY_PROGRAM.
set -u
program=${GOREADY_PROGRAM:-build/debug/goready}
demo=${1:-${program%/*}/tests/ui_demo}
here=$(dirname "$0")
work=$(mktemp -d) || exit 1
failed=0
trap 'rm -rf "$work"' EXIT

result() {
	printf '%-8s %-16s %s\n' "$1" e2e.speech "$2"
	[ "$1" != failed ] || failed=1
}

if ! command -v yasr >/dev/null || ! command -v python3 >/dev/null; then
	result skipped 'under a screen reader (no yasr, or no python3)'
	exit 0
fi

# hear ARGUMENTS... : the script on stdin; the transcript goes to $work/heard
hear() {
	python3 "$here/../lib/speech.py" "$@" >"$work/heard" 2>"$work/problems"
	status=$?
	[ "$status" = 0 ] || sed 's/^/    /' "$work/problems"
	return "$status"
}

hears() {
	if grep -qxF -- "HEAR $1" "$work/heard"; then
		result passed "$2"
	else
		result failed "$2: \"$1\" is not heard"
		sed 's/^/    /' "$work/heard"
	fi
}

# Also where the reader says a row in two breaths, as at a gap that the terminal's cursor jumps over.
hears_in_a_row() {
	if sed -n 's/^HEAR //p' "$work/heard" | tr '\n' ' ' | grep -qF -- "$1 "; then
		result passed "$2"
	else
		result failed "$2: \"$1\" is not heard"
		sed 's/^/    /' "$work/heard"
	fi
}

# ---- plain mode ----
if hear --check "$demo" --plain <<'SCRIPT'; then
expect Answer: 
type 9
expect Answer: 
type
expect Answer: 
type yes
expect go on.
expect Answer: 
type
expect Answer: 
type
SCRIPT
	result passed 'plain mode keeps every rule of speech'
else
	result failed 'plain mode keeps every rule of speech'
fi
first=$(head -n 1 "$work/heard")
if [ "$first" = 'HEAR Plain text mode is on, from --plain.' ]; then
	result passed 'the first thing heard is the mode and why'
else
	result failed "the first thing heard is the mode and why, not: $first"
fi
hears 'Type a number. Return is 1.' 'the default is heard in words'
hears '9 is no answer here. Type a number from 1 to 3, or help.' 'a bad answer is heard with its reason'
hears 'You chose 1, Recommended setup.' 'an answer is confirmed'
hears 'Line 12, remove: export GOROOT=/usr/local/go-1.19' 'a diff is heard in words'
hears 'Done. Download Go.' 'the end of an action is heard'
if awk '/^KEY/ && before !~ /^KEY/ && before != "HEAR Answer:" { exit 1 } { before = $0 }' "$work/heard"; then
	result passed 'the prompt is the last thing heard before each answer'
else
	result failed 'the prompt is the last thing heard before each answer'
fi

# ---- the full screen ----
if hear "$demo" --tui <<'SCRIPT'; then
expect Only look
key down
key down
key up
key q
expect Stay
key down
key enter
SCRIPT
	result passed 'the full screen runs under a screen reader'
else
	result failed 'the full screen runs under a screen reader'
fi

# last_after N: the last utterance after the Nth key
last_after() {
	awk -v n="$1" '/^KEY/ { k++ } /^HEAR/ && k == n { last = $0 } END { print last }' "$work/heard"
}

expect_last() {
	case $(last_after "$1") in
	"HEAR $2"*) result passed "$3" ;;
	*) result failed "$3: heard last \"$(last_after "$1")\"" ;;
	esac
}

expect_last 1 '2 Step by step' 'after Down the new row is heard last'
expect_last 3 '2 Step by step' 'after Up the new row is heard last'

# ---- progress on the full screen ----
hear "$demo" --tui <<'SCRIPT' || result failed 'progress on the full screen runs under a screen reader'
expect Only look
key enter
expect below
key G
wait 1
key y
expect installed
key enter
expect Leave
key enter
SCRIPT
if grep -qE '^HEAR [0-9.%, ]+$' "$work/heard"; then
	result failed "progress is heard in whole lines, not: $(grep -E '^HEAR [0-9.%, ]+$' "$work/heard" | head -n 3)"
else
	result passed 'progress is heard in whole lines'
fi
hears_in_a_row 'Done Download Go' 'the end of a download is heard on the full screen'
exit "$failed"
