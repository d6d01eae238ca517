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

# Where the reader cuts what it says hangs on how fast the machine is, also within a word: blanks do not count.
narrow() {
	tr -d '[:space:]'
}

# what_is_heard [FROM-KEY [TO-KEY]]: between the keys of these numbers, in one line and without blanks
what_is_heard() {
	awk -v from="${1:-0}" -v to="${2:-100000}" '/^KEY/ { k++ }
		/^HEAR/ && k >= from && k < to { sub(/^HEAR /, ""); print }' "$work/heard" | narrow
}

hears() {
	if what_is_heard | grep -qF -- "$(printf '%s' "$1" | narrow)"; then
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
type
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
case $(what_is_heard) in
Plaintextmodeison,from--plain.*) result passed 'the first thing heard is the mode and why' ;;
*) result failed "the first thing heard is the mode and why, not: $(head -n 1 "$work/heard")" ;;
esac
hears 'Type a number. Return is 1.' 'the default is heard in words'
hears '9 is no answer here. Type a number from 1 to 3, or help.' 'a bad answer is heard with its reason'
hears 'You chose 1, Recommended setup.' 'an answer is confirmed'
hears 'Line 12, remove: export GOROOT=/usr/local/go-1.19' 'a diff is heard in words'
hears 'Done. Download Go.' 'the end of an action is heard'
if awk '/^KEY/ && said != "" && said !~ /Answer:$/ { exit 1 } /^KEY/ { said = "" }
	/^HEAR/ { sub(/^HEAR /, ""); gsub(/ /, ""); said = said $0 }' "$work/heard"; then
	result passed 'the prompt is the last thing heard before each answer'
else
	result failed 'the prompt is the last thing heard before each answer'
fi

# ---- the full screen ----
if hear "$demo" --tui <<'SCRIPT'; then
expect Only look
key down
hear 2 Step by step
key down
hear 3 Only look
key up
hear 2 Step by step
key q
expect Stay
key down
key enter
SCRIPT
	result passed 'the full screen runs under a screen reader'
else
	result failed 'the full screen runs under a screen reader'
fi

# heard_last KEY OLD NEW NAME: what is said after that key of the row it leads to comes after the row before
heard_last() {
	case $(what_is_heard "$1" "$(($1 + 1))") in
	*"$3"*"$2"* | '') result failed "$4: heard $(what_is_heard "$1" "$(($1 + 1))")" ;;
	*"$3"*) result passed "$4" ;;
	*) result failed "$4: \"$3\" is not heard" ;;
	esac
}

heard_last 1 1Recommended 2Stepbystep 'after Down the new row is heard last'
heard_last 3 3Onlylook 2Stepbystep 'after Up the new row is heard last'

# ---- progress on the full screen ----
if hear --whole-lines "$demo" --tui <<'SCRIPT'; then
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
	result passed 'progress is sent in whole lines'
else
	result failed 'progress is sent in whole lines'
fi
hears 'Done Download Go' 'the end of a download is heard on the full screen'
exit "$failed"
