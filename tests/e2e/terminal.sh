#!/bin/bash
# The wizard in terminals of many kinds, before any consent: a small page by Return alone, the switch
# to plain mode with all answers kept, locales, NO_COLOR, Ctrl-Z and fg, TERM of every kind.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/tmux.sh"
machine_begin
home_list "$m" >"$work/start"

wait_for() { screen_shows 30 -E "$1" || { cat "$work/screen"; return 1; }; }

shows() { check "$1" sh -c 'grep -qE -- "$2" "$1" || { cat "$1"; exit 1; }' sh "$work/screen" "$2"; }

begin() # COLUMNS ROWS [NAME=VALUE...] -- COMMAND...
{
	local columns=$1 rows=$2
	shift 2
	mux kill-server 2>/dev/null
	sockets=$((sockets + 1))
	printf '. %q\ntestbed_run %q SSL_CERT_FILE=/share/bundle.pem %s\necho "status $?"; exec sleep 300\n' \
		"$e2e_lib/testbed.sh" "$m" "$(printf '%q ' "$@")" >"$work/go.sh"
	mux new-session -d -s wizard -x "$columns" -y "$rows" "sleep 300"
	: >"$work/raw"
	mux pipe-pane -t wizard -o "cat >'$work/raw'"
	mux respawn-pane -k -t wizard "bash $work/go.sh"
}
wizard=(/share/goready --profile /share/profile.json)

# ---- fifty by fifteen, Return alone ----
begin 50 15 TERM=screen-256color -- "${wizard[@]}" --tui
wait_for 'step 1 of'
press 2 Enter
wait_for 'step 1 of 5, part 1 of 6' || fail "step by step begins" "$(screen)"
for _ in $(seq 30); do
	press Enter
	screen >"$work/screen"
	! grep -q 'step 2 of' "$work/screen" || break
done
wait_for 'step 2 of 5: Review'
shows "Return alone leads through every step on a page of 50 by 15" 'step 2 of 5: Review'
press p
wait_for 'Type the word yes to agree'
press m o r e Enter
wait_for 'There is more'
turned=0
for _ in $(seq 100); do # until its builds are there, each command one line however the terminal breaks it
	mux capture-pane -p -J -S - -t wizard >"$work/screen"
	! grep -q protoc-gen-go-grpc@ "$work/screen" || break
	more=$(grep -c 'There is more' "$work/screen")
	[ "$more" -le "$turned" ] || { turned=$more; press Enter; }
	sleep 0.2
done
for tool in 'Download: Go 1.26.8' 'Download: protoc 36.1' protoc-gen-go@ protoc-gen-go-grpc@; do
	shows "and took the recommended answers, in plain mode too: $tool" "$tool"
done
press t u i Enter
wait_for 'step 2 of 5: Review'
shows "tui leads back to the full screen, where one was" 'step 2 of 5: Review'
press q
wait_for 'goready: Quit\?'
press Down Enter
wait_for '^status'
shows "quitting says that nothing was changed, and exits with 3" 'Nothing was changed\.'
shows "status 3" '^status 3$'

# ---- locales and colours ----
begin 80 24 TERM=screen-256color LC_ALL=C -- "${wizard[@]}" --tui
wait_for 'step 1 of'
press '?'
shows "a C locale works" 'goready, step 1'
check "and gets ASCII" sh -c '! LC_ALL=C grep -qa "[^ -~[:cntrl:]]" "$1"' sh "$work/raw"
begin 80 24 TERM=screen-256color LANG=zh_CN.UTF-8 LC_ALL=zh_CN.UTF-8 -- "${wizard[@]}" --tui
check "a locale that this machine does not have works" wait_for '第 1 步，共'
begin 80 24 TERM=screen-256color NO_COLOR=1 -- "${wizard[@]}" --tui
wait_for 'step 1 of'
press 2 Enter
wait_for 'step 2 of'
check "NO_COLOR leaves no colour" sh -c \
	'! LC_ALL=C grep -qaE "$(printf "\033")\[([0-9;]*;)?(3[0-7]|4[0-7]|9[0-7]|10[0-7])(;[0-9;]*)?m" "$1"' \
	sh "$work/raw"

# ---- Ctrl-Z and fg ----
for front in --tui --plain; do
	begin 80 24 TERM=screen-256color HISTFILE= -- bash --norc -i
	wait_for '[$#] *$'
	mux send-keys -t wizard -l "${wizard[*]} $front"
	press Enter
	wait_for 'What should goready do'
	sleep 0.5
	press C-z
	wait_for 'Stopped'
	shows "$front: Ctrl-Z gives the shell its terminal" 'Stopped'
	mux send-keys -t wizard -l 'echo "still $((40 + 2))"'
	press Enter
	check "$front: the shell echoes what is typed" wait_for '^still 42'
	mux send-keys -t wizard -l 'clear; fg'
	press Enter
	check "$front: fg asks again" wait_for 'What should goready do'
	press C-c
	check "$front: and Ctrl-C ends it" wait_for 'Stopped. Nothing was changed.'
done

# ---- TERM ----
for term in xterm-256color linux vt100 dumb unknown-terminal ''; do
	begin 80 24 TERM="$term" -- "${wizard[@]}"
	check "TERM=$term: the wizard asks its first question" wait_for 'What should goready do'
	press q
	[[ $term == xterm* || $term == linux || $term == vt100 ]] || press u i t Enter
	check "TERM=$term: and ends with 3" wait_for '^status 3'
done
home_list "$m" >"$work/now"
check_same "nothing of all this wrote a file" "$work/start" "$work/now"
e2e_end
