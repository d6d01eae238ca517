#!/bin/bash
# From a minimal Debian to the proof, three times from the same start: without questions, in plain
# mode with answers through a pipe, and in the full-screen mode driven by keys. The same files, the
# same canonical journal; a second apply does nothing; undo restores.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
command -v tmux >/dev/null || skip "tmux is not installed"
mirror_start
m=$work/m

# README's first command, from a read-only copy of the checkout.
testbed_machine "$m" || exit 1
copy_checkout "$m/share/checkout"
chmod -R a-w "$m/share/checkout"
machine_share_mirror "$m"
command=$(sed -n '/^```sh$/{n;p;q}' "$checkout/README.md")
in_machine "$m" sh -c "cd /share/checkout && sh $command --no-start" >"$out" 2>"$err" </dev/null
status=$?
cat "$out" "$err"
check_status "README's first command builds goready on a bare machine" 0
[ "$status" = 0 ] || e2e_end
check "bootstrap says what it installs before it does" \
	grep -q "these packages will be installed" "$out"
check "bootstrap's output is plain text" sh -c '! LC_ALL=C grep -q "[^ -~]" "$1"' sh "$out"
machine_goready=/home/dev/.local/share/goready/bin/goready
check "and puts it where a release goes" in_machine "$m" "$machine_goready" --version
check "there is no Go and no protoc yet" \
	in_machine "$m" bash -lc '! command -v go && ! command -v protoc'

go_ready "$m" doctor </dev/null
check_status "doctor finds problems on a bare machine" 2
home_list "$m" "${stays[@]}" >"$work/start" # before any shell of the tests has made folders
cp -a "$m/home" "$work/home.start"

reset_home()
{
	chmod -R u+w "$m/home"
	find "$m/home" -mindepth 1 -delete
	cp -a "$work/home.start/." "$m/home/"
}

record() # FRONT END
{
	home_list "$m" "${stays[@]}" >"$work/files.$1"
	cp -a "$m/home/.local/state/goready" "$work/state.$1" 2>/dev/null
	in_machine "$m" "$machine_goready" history --json "$(ls "$m/home/.local/state/goready/runs" |
		tail -n 1)" >"$work/journal.$1" 2>/dev/null
}

# ---- without questions ----
go_ready "$m" apply --yes --json --profile /share/profile.json --trace /home/dev/trace </dev/null
check_status "apply --yes --json ends with status 0" 0
check "apply --trace says how long each step and each check took" json_holds "$m/home/trace" \
	'{"go.fetch", "proof", "vet"} <= {e["name"] for e in j if e["ph"] == "X"}'
rm -f "$m/home/trace"
check "its last line says that it worked" \
	json_holds "$out" 'j[-1]["event"] == "result" and j[-1]["ok"] and j[-1]["run"]'
check "its first line is the plan" json_holds "$out" 'j[0]["event"] == "plan" and j[0]["steps"]'
check "the proof passed" json_holds "$out" \
	'[v for v in j if v["event"] == "verdict"] and all(v["ok"] for v in j if v["event"] == "verdict")'
record apply
check_shells "$m"

for shell in "bash -lic" "zsh -lic"; do
	check "a new terminal ($shell) finds goready, which bootstrap put there" test "$(
		in_machine "$m" $shell 'command -v goready' 2>/dev/null </dev/null)" = \
		/home/dev/.local/share/goready/bin/goready
done
check "and its manual lies where man looks" in_machine "$m" \
	test -s /home/dev/.local/share/goready/man/man1/goready.1

home_list "$m" >"$work/before"
offline go_ready "$m" apply --profile /share/profile.json </dev/null
check_status "a second apply has nothing to do, without a network" 0
offline go_ready "$m" apply --yes --json --profile /share/profile.json </dev/null
check_status "nor has a second apply --yes" 0
home_list "$m" >"$work/after"
check_same "a second apply writes nothing" "$work/before" "$work/after"
go_ready "$m" doctor </dev/null
check_status "doctor finds no problem afterwards" 0
go_ready "$m" PATH=/usr/bin:/bin prove --json </dev/null
check "prove passes on its own" json_holds "$out" 'j["ok"] and all(v["ok"] for v in j["verdicts"])'
go_ready "$m" doctor --since --json </dev/null
check "since then nothing is different" json_holds "$out" 'j["changes"] == []'
printf 'export GOFLAGS=-mod=mod\n' >>"$m/home/.bashrc"
go_ready "$m" doctor --since </dev/null
check_says "but for what was changed by hand" "GOFLAGS is set now: -mod=mod."
sed -i '$d' "$m/home/.bashrc"

go_ready "$m" undo </dev/null
check_status "undo without --yes shows its plan and stops" 2
go_ready "$m" undo --yes </dev/null
check_status "undo --yes works" 0
home_list "$m" "${stays[@]}" >"$work/undone"
check_same "undo leaves the home folder as it was" "$work/start" "$work/undone"

# ---- plain mode, answers through a pipe: recommended, yes, finish ----
reset_home
printf '\nyes\n\n' | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
check_status "plain mode with three answers ends with status 0" 0
check "plain mode sends no escape codes" \
	sh -c '! LC_ALL=C grep -q "[[:cntrl:]]" "$1"' sh "$out"
cp "$out" "$work/plain-transcript"
record plain
check_same "plain mode leaves the same files as apply" "$work/files.apply" "$work/files.plain"
check_same "and the same canonical journal" "$work/journal.apply" "$work/journal.plain"

# ---- full screen, keys in tmux: Enter, y y, q ----
reset_home
tmux=(tmux -L "goready-$$" -f /dev/null)
screen() { "${tmux[@]}" capture-pane -p -t wizard 2>/dev/null; }
wait_screen() # SECONDS TEXT
{
	for _ in $(seq $(($1 * 2))); do
		screen >"$work/screen"
		grep -qiE -- "$2" "$work/screen" && return 0
		[ ! -f "$work/tui-status" ] || break
		sleep 0.5
	done
	[ "$1" -le 2 ] || cat "$work/screen" # a look, and not a wait
	return 1
}
cat >"$work/tui.sh" <<TUI
. "$e2e_lib/testbed.sh"
testbed_run "$m" TERM=screen-256color SSL_CERT_FILE=/share/bundle.pem \
	-- $machine_goready --tui --profile /share/profile.json
echo \$? >"$work/tui-status"
TUI
"${tmux[@]}" new-session -d -s wizard -x 80 -y 24 "bash $work/tui.sh"
title() { wait_screen "$1" "goready, step [0-9]+ of [0-9]+: $2"; }
check "the full screen shows Welcome" title 30 Welcome
screen
sleep 1
"${tmux[@]}" send-keys -t wizard Enter
check "Enter leads to Review" title 90 Review
screen
for _ in $(seq 30); do # what is below the first page is shown first, and a y right after another key is none
	sleep 1
	"${tmux[@]}" send-keys -t wizard y
	! title 1 '(Apply|Proof|Done)' || break
done
check "y, pressed twice, applies, and Done is reached" title 400 Done
screen
"${tmux[@]}" send-keys -t wizard q
for _ in $(seq 60); do [ ! -f "$work/tui-status" ] || break; sleep 0.5; done
check "the full-screen wizard ends with status 0" grep -qx 0 "$work/tui-status"
"${tmux[@]}" kill-server 2>/dev/null
record tui
check_same "the full screen leaves the same files as apply" "$work/files.apply" "$work/files.tui"
check_same "and the same canonical journal as apply" "$work/journal.apply" "$work/journal.tui"
e2e_end
