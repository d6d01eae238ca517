#!/bin/bash
# What goready tells its user to type is typed here, word for word, as a shell reads it: it starts,
# and does what was announced.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
home_list "$m" >"$work/start"
cp "$m/share/profile.json" "$m/share/it's mine.json"

last_line() { tail -n 1 "$out"; }
line_after() # TEXT: the line behind the one that has it
{
	cat "$out" "$err" | grep -A 1 -F -- "$1" | tail -n 1
}
line_after_colon() # WORDS: the command that follows them in what was said
{
	tr '\n' ' ' <"$out" | sed -n "s|.*$1\(/share/goready [a-z ]*[a-z]\).*|\1|p"
}

type_line() # SHELL LINE
{
	echo "\$ $2"
	in_machine "$m" "$1" -c "$2" </dev/null >"$out" 2>"$err"
	status=$?
	tail -n 40 "$out" "$err"
}

go_ready "$m" apply --profile /nowhere </dev/null
check_status "a profile that is not there is as wrong as one that is none" 64
check_says "and what to do is said" "Check the name"
go_ready "$m" apply --profile "/share/it's mine.json" </dev/null
check_status "apply without --yes shows the plan" 2
line=$(last_line)
check "the line to type names the profile" grep -qF "mine.json" <<<"$line"
type_line sh "$line"
check_status "typed, it does what was shown" 0
check "the checksums of the profile's sources were taken" grep -q Done "$out"
line=$(line_after "In this terminal, run:")
type_line sh "$line; go version && protoc --version"
check_status "typed, the next line makes this terminal find the tools" 0
check_says "go answers" "go version"

go_ready "$m" doctor </dev/null
check_status "doctor has no complaint" 0
go_ready "$m" doctor rc.differs </dev/null
check_says "what only the shells tell is not said to be right unasked" "Nobody has looked"
in_machine "$m" sh -c 'echo "export GOROOT=/gone" >>~/.profile'
go_ready "$m" doctor goenv.goroot </dev/null
check_status "doctor finds a GOROOT that leads nowhere" 2
line=$(line_after "What is different since the proof passed on")
type_line sh "$line"
check_status "typed, what is different since the proof is told" 0
check_says "and that is the line" "export GOROOT=/gone"
go_ready "$m" doctor goenv.goroot </dev/null
line=$(line_after "To repair what can be repaired")
check "fix is named for what doctor was asked for" grep -qF "fix goenv.goroot" <<<"$line"
type_line sh "$line"
check_status "typed, fix starts, and end of input is no consent" 3

# ---- the mode that is remembered ----
go_ready "$m" plain </dev/null
line=$(line_after_colon "'")
type_line sh "$line"
check_status "typed, plain mode is remembered" 0
in_machine "$m" script -qec 'TERM=xterm /share/goready --print-mode' /dev/null </dev/null >"$out" 2>"$err"
check_says "and taken, on a terminal that could do more" "plain: from '/share/goready plain on'."
in_machine "$m" script -qec 'TERM=xterm /share/goready --tui --print-mode' /dev/null </dev/null >"$out" 2>"$err"
check_says "--tui is stronger" "tui: from --tui."
go_ready "$m" plain perhaps </dev/null
check_status "another word is wrong usage" 64
go_ready "$m" plain </dev/null
line=$(line_after_colon "'")
type_line sh "$line"
check_status "typed, it is forgotten" 0
check "and its file is gone" test ! -e "$m/home/.config/goready"
type_line sh "/share/goready plain on --brief"
check_status "with --brief" 0
go_ready "$m" --plain </dev/null
check_says "less is said at the next start" "Plain text, brief."
go_ready "$m" --plain <<<"hints off"
line=$(line_after_colon "'")
type_line sh "$line"
check_status "typed, hints are off" 0
go_ready "$m" --plain </dev/null
check "and none is given at the next start" sh -c '! grep -q "^Type" "$1"' sh "$out"
go_ready "$m" --plain --verbose </dev/null
check_says "an option is stronger than what is remembered" "Plain text mode is on"
type_line sh "/share/goready plain off --brief"
check_status "--brief goes with on" 64
type_line sh "/share/goready plain off"
type_line sh "/share/goready hints on"
check "and nothing is left of it" test ! -e "$m/home/.config/goready"

go_ready "$m" undo --all </dev/null
check_status "undo without --yes shows what it would do" 2
line=$(last_line)
type_line sh "$line"
check_status "typed, it undoes" 0
home_list "$m" "${stays[@]}" >"$work/undone"
grep -vE ' (\.cache|\.local|\.config|go)(/|$)' "$work/start" >"$work/start.files"
sed -i '/ \.profile$/d' "$work/start.files" "$work/undone" # it got the line that was wrong
check_same "and the home is as it was" "$work/start.files" "$work/undone"
e2e_end
