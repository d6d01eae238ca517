#!/bin/bash
# What a screen reader reads that reads by lines, as tdsr does (tests/lib/line_reader.py): onboarding and a repair in
# plain mode, and pages of the full screen. Each line that is there is read once and whole. With GOREADY_TEST_TDSR, a
# checkout of tdsr, it is tdsr that reads.
. "$(dirname "$0")/../lib/e2e.sh"
for python in python3 /usr/bin/python3; do
	"$python" -c 'import pyte' 2>/dev/null && break
done
"$python" -c 'import pyte' 2>/dev/null || skip "python3-pyte is not installed"
program=${GOREADY_PROGRAM:-$checkout/build/debug/goready}
demo=${program%/*}/tests/ui_demo
machines=$checkout/tests/machines

reads() # NAME COMMAND...: the script on stdin
{
	local name=$1
	shift
	"$python" "$e2e_lib/line_reader.py" "$@" >"$work/read" 2>"$work/problems"
	status=$?
	check "$name" sh -c 'cat "$1"; exit "$2"' sh "$work/problems" "$status"
}

reads 'onboarding in plain mode is read line by line, each once' \
	"$program" --plain --from "$machines/debian-bare.json" <<'SCRIPT'
expect Answer: 
said
type 9
expect Answer: 
said
type
expect Step 2 of
expect Answer: 
said
type where
expect Answer: 
said
type details
expect Answer: 
said
type quit
SCRIPT

reads 'a repair in plain mode is read line by line, each once' \
	"$program" fix --plain --from "$machines/goroot-stale-zshrc.json" <<'SCRIPT'
expect Answer: 
said
type
expect Step 2 of
expect Answer: 
said
type change 1
expect Answer: 
said
type quit
SCRIPT

reads 'pages of the full screen are read anew, each row once and whole' "$demo" --tui <<'SCRIPT'
expect Only look
page
key ?
expect goready: Help
page
key escape
expect Only look
page
key enter
expect step 5 of 7
page
key q
expect Stay
page
key y
SCRIPT

reads "the wizard's own pages are read anew, each row once and whole" \
	"$program" --tui --from "$machines/debian-bare.json" <<'SCRIPT'
expect Next: Review
page
key enter
expect Review
page
key d
expect Details
page
key q
SCRIPT
e2e_end
