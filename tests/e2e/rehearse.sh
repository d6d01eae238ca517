#!/bin/bash
# Looking over somebody's shoulder: the error text that they paste, and the machine that they sent.
. "$(dirname "$0")/../lib/e2e.sh"
program=${GOREADY_PROGRAM:-$checkout/build/debug/goready}
[ -x "$program" ] || { fail "there is no $program"; e2e_end; }
theirs=$checkout/tests/machines/goroot-stale-zshrc.json
bare=$checkout/tests/machines/debian-bare.json
here="env -i HOME=$work/home PATH=/usr/bin:/bin SHELL=/bin/bash LANG=C.UTF-8 TERM=xterm-256color"
mkdir -p "$work/home/go/bin"
cp /bin/true "$work/home/go/bin/protoc-gen-validate" # there, and not on PATH

# goready with these words, in this home
run()
{
	$here COLUMNS=200 "$program" "$@" >"$out" 2>"$err"
	status=$?
}

# ---- a recorded machine ----

find "$work/home" | sort >"$work/before"
run apply --dry-run --from "$bare" </dev/null
check_status "a recorded machine's plan is printed" 0
check "it says whose plan it is" grep -q 'Note. This is the plan for the machine recorded in' "$out"
run apply --dry-run --json --from "$bare" </dev/null
check_status "as JSON too" 0
check "with its steps" python3 - "$out" <<'PY'
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
assert lines[0]["event"] == "plan" and len(lines[0]["steps"]) > 5, lines
PY
run apply --dry-run --from "$checkout/tests/machines/tmux-under-rosetta.json" </dev/null
check "a plan names what it is not for" grep -q 'Nothing in this plan is for: arch.translated' "$out"
run apply --dry-run --json --from "$checkout/tests/machines/tmux-under-rosetta.json" </dev/null
check "as JSON too" grep -q '"unrepaired":\["arch.translated"\]' "$out"
for words in "apply --yes" "apply" "fix --yes"; do
	# shellcheck disable=SC2086
	run $words --from "$bare" </dev/null
	check_status "'$words --from' is refused" 64
	check "with a sentence" grep -q 'nothing can be changed on the recorded machine' "$err"
done
printf '1\n\n' | run fix --plain --from "$theirs"
check_status "fix rehearses the repair, and Return at Review ends it" 0
check "each title says that it is a rehearsal" \
	test -z "$(grep -E '^Step [0-9]+ of' "$out" | grep -v '(rehearsal)\.$')"
check "Review is reached" grep -q '^Step . of .: Review (rehearsal)' "$out"
check "and cannot be agreed to" grep -q 'Not possible now: Make these changes' "$out"
echo '{"schema": 1, "go": {"version": "1.26.8"}}' >"$work/exact.json"
run doctor --profile "$work/exact.json" --from "$checkout/tests/machines/healthy-debian-amd64.json" </dev/null
check_says "doctor says what a profile asks for in place of a good Go" \
	'Note. go: 1.27.2, not the 1.26.8 that is asked for'
find "$work/home" | sort >"$work/after"
check_same "nothing was written" "$work/before" "$work/after"

# ---- the paste box, line by line ----

text='protoc-gen-validate: program not found or is not executable'
printf 'explain\nhelp\nclose\n%s\n--validate_out: protoc-gen-validate: Plugin failed with status code 1.\n\nmore\nquit\n' "$text" |
	run --plain
check_status "a pasted text is explained; a cause holds" 2
check "its end is said" grep -q 'An empty line, or a full stop' "$out"
check "the cause is named" grep -q 'plugin.off-path' "$out"
printf 'explain\n%s\n.\nmore\nrepair\nback\nback\nquit\n' "$text" | run --plain --from "$bare"
check "a recorded machine is asked about a pasted text too" grep -q 'plugin.missing\|Ruled out' "$out"

# ---- and full screen, in a terminal ----

command -v tmux >/dev/null || skip "needs tmux"
server=goready-rehearse-$$
mux() { tmux -L "$server" -f /dev/null "$@"; }
screen() { mux capture-pane -p; }
wait_for()
{
	for _ in $(seq 400); do
		screen | grep -qF -- "$1" && return 0
		sleep 0.1
	done
	screen >&2
	return 1
}
trap 'mux kill-server 2>/dev/null' EXIT

mux new-session -d -x 80 -y 24 "$here $program --tui; echo ended \$?; sleep 60"
check "Welcome offers to explain an error" wait_for 'Explain an error text'
mux send-keys 3 Enter
check "there is a box for it" wait_for 'What did the terminal say?'
printf 'q\n\nquite another line\n%s\n' "$text" | mux load-buffer -
mux paste-buffer -p # as terminals paste: marked
check "a paste is text and no keys, empty lines too" wait_for "> $text"
mux send-keys Enter
check "its cause is found on this machine" wait_for 'plugin.off-path'
check "and can be repaired" wait_for 'Repair it'
mux send-keys -l b
check "Back leads to Welcome" wait_for 'What should goready do?'
mux kill-server
server=$server-small # one that is ending would take the next session with it

mux new-session -d -x 50 -y 15 "$here $program --tui; echo ended \$?; sleep 60"
wait_for 'Welcome'
mux send-keys 3 Enter
check "the box fits on a small screen" wait_for 'What did the terminal say?'
mux send-keys -l "$text"
check "it may be typed" wait_for '> protoc-gen-validate: program'
mux send-keys Enter Enter
check "Return on an empty line ends it" wait_for 'plugin.off-path'
e2e_end
