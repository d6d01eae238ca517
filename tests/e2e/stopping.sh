#!/bin/bash
# Ctrl-C, SIGTERM, a closed terminal and Ctrl-Z, in both front ends, before consent and while a slow
# download runs: one true sentence, the status of the signal, the terminal as it was, nothing
# half-done, and undo restores.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
. "$(dirname "$0")/../lib/tmux.sh"
mirror_start '/go/*=slow:2000000'
m=$work/m
machine_new "$m"
home_list "$m" >"$work/start"

wait_for() { screen_shows 60 -iE "$1" || { cat "$work/screen"; return 1; }; }

# The machine's process of this run: a child of the shell in our tmux.
program_pid()
{
	local pid
	pid=$(mux display -p -t wizard '#{pane_pid}')
	while [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm")" != goready ]; do
		pid=$(pgrep -P "$pid" | head -n 1)
	done
	printf '%s\n' "$pid"
}

begin() # FRONT-END
{
	mux kill-server 2>/dev/null
	sockets=$((sockets + 1))
	cat >"$work/go.sh" <<GO
. "$e2e_lib/testbed.sh"
testbed_run "$m" TERM=screen-256color SSL_CERT_FILE=/share/bundle.pem \
	-- /share/goready $1 --profile /share/profile.json
status=\$?; stty -a; echo "status \$status"; exec sleep 300
GO
	mux new-session -d -s wizard -x 80 -y 24 "bash $work/go.sh"
	wait_for 'What should goready do'
	sleep 0.5
}

to_review() { press Enter; wait_for 'agree'; sleep 0.7; }

to_download() # FRONT-END
{
	to_review
	case $1 in
	--tui) agree downloading ;;
	--plain) press y e s Enter ;;
	esac
	wait_for 'downloading'
	sleep 1
}

ends() # NAME SENTENCE STATUS
{
	wait_for '^status' || { fail "$1: it ends" "$(screen)"; return; }
	check "$1: it says: $2" grep -q "^$2" "$work/screen"
	check "$1: status $3" grep -qx "status $3" "$work/screen"
	check "$1: the terminal is as it was" sh -c '[ "$2" = 0 ] && grep -qE "(^| )icanon" "$1" &&
		grep -qE "(^| )echo( |\$)" "$1"' sh "$work/screen" "$(mux display -p '#{alternate_on}')"
	check "$1: no temporary folder is left" \
		sh -c '! ls "$1" 2>/dev/null | grep goready' sh "$m/upper/tmp"
}

nothing_changed() # NAME
{
	home_list "$m" >"$work/now"
	check_same "$1: nothing is changed" "$work/before" "$work/now"
}

undo_restores() # NAME
{
	check "$1: no half of a tree is left" \
		sh -c '! find "$1" -name ".staging*" | grep .' sh "$m/home"
	go_ready "$m" undo --yes </dev/null
	check_status "$1: undo works" 0
	home_list "$m" "${stays[@]}" >"$work/now"
	grep -vE ' (\.cache|\.local|\.config|go)(/|$)' "$work/now" >"$work/now.files"
	check_same "$1: and restores" "$work/start" "$work/now.files"
	rm -rf "$m/home/.cache/goready" # the part of the download, or the next run would have no wait
}

for front in --tui --plain; do
	home_list "$m" >"$work/before"
	begin $front
	press C-c
	ends "$front, Ctrl-C at Welcome" 'Stopped. Nothing was changed.' 130
	begin $front
	to_review
	kill -HUP "$(program_pid)"
	ends "$front, closed terminal at Review" 'Stopped. Nothing was changed.' 129
	nothing_changed "$front, stopped before consent"

	begin $front
	to_download $front
	press C-z
	check "$front, Ctrl-Z during the changes is refused with a sentence" \
		wait_for 'Note: changes are being made; goready does not stop now\.'
	press C-c
	ends "$front, Ctrl-C in a download" 'Stopped. What is complete stays. To take it back: /share/goready undo' 130
	undo_restores "$front, Ctrl-C in a download"

	begin $front
	to_download $front
	kill -TERM "$(program_pid)"
	ends "$front, SIGTERM in a download" 'Stopped. What is complete stays. To take it back: /share/goready undo' 143
	undo_restores "$front, SIGTERM in a download"
done

# ---- apply, in words ----
mirror_faults '/go/*=slow:200000'
in_machine "$m" timeout --preserve-status -s INT 35 /share/goready apply --yes \
	--profile /share/profile.json >"$out" 2>"$err" </dev/null
status=$?
check_status "apply, Ctrl-C in a download: status 130" 130
check_says "apply, Ctrl-C in a download: it says so" "Stopped. What had been changed was taken back."
check "apply gives a sign of life in a long silence" grep -q "^Working. Still at it after [0-9]* seconds" "$err"
check "apply writes plain lines under eighty columns" \
	sh -c '! LC_ALL=C grep -hE "[^ -~]|.{80}" "$@" | grep -v "^--- \|^+"' sh "$out" "$err"
home_list "$m" "${stays[@]}" >"$work/now"
grep -vE ' (\.cache|\.local|\.config|go)(/|$)' "$work/now" >"$work/now.files"
check_same "apply, Ctrl-C in a download: the files are as they were" "$work/start" "$work/now.files"

# ---- while start files are tried: the shell heeds no signal, and is ended together with who asked it ----
printf 'sleep 5\n' >>"$m/home/.bashrc"
home_list "$m" "${stays[@]}" >"$work/before"
begin --plain
press Enter
for _ in $(seq 600); do ! ls "$m/upper/tmp" | grep -q goready-shells || break; sleep 0.1; done
kill -HUP "$(program_pid)"
ends "closed terminal while start files are tried" 'Stopped. Nothing was changed.' 129
home_list "$m" "${stays[@]}" >"$work/now"
check_same "closed terminal while start files are tried: nothing is changed" "$work/before" "$work/now"
e2e_end
