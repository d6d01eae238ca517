#!/bin/bash
# A download that fails, in both front ends: the page says why and what may be done; an address is typed
# there, refused where it cannot serve, shown at Review, and brings what was missing.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/tmux.sh"
machine_begin
machine_warm "$m"
mkdir "$work/mirror/elsewhere"
ln -s "$(testbed_go_archive)" "$work/mirror/elsewhere/"
mirror_faults "/go/*=wrong"
home_list "$m" "${stays[@]}" >"$work/start"

wait_for() { screen_shows 120 -E "$1" || { cat "$work/screen"; return 1; }; }
onto() # LABEL: Tab until it is lit
{
	for _ in $(seq 12); do
		[[ $(mux display -p -t wizard '#{cursor_y}') != "$(screen | grep -nE -- "^ *$1" | head -1 | awk -F: '{ print $1 - 1 }')" ]] || return 0
		press Tab
	done
	return 1
}

# ---- the full screen ----
printf '. %q\ntestbed_run %q SSL_CERT_FILE=/share/bundle.pem TERM=screen-256color %s\necho "status $?"; exec sleep 300\n' \
	"$e2e_lib/testbed.sh" "$m" "-- /share/goready --profile /share/profile.json --tui" >"$work/go.sh"
mux new-session -d -s wizard -x 80 -y 24 "bash $work/go.sh"
wait_for 'step 1 of'
press Enter
wait_for 'y agree'
agree 'step 3 of'
check "the full screen: the page of the failure offers to try again" wait_for '^ *Try again'
press End
for way in 'Type another address' 'Go on without Go' 'Undo what was done' 'Back to Review'; do
	check "the full screen: and $way" wait_for "^ *$way"
done
check "the full screen: it says what came" wait_for 'expected'
press Home
check "another address is on the page" onto 'Type another address'
press Enter
check "the full screen: an address is asked for" wait_for 'Where is Go\?'
mux send-keys -t wizard -l 'ftp://127.0.0.1/go'
press Enter
check "the full screen: one that cannot serve is refused" wait_for 'This address cannot be used'
press C-u
mux send-keys -t wizard -l "$mirror_url/elsewhere/"
press Enter
check "the full screen: what it changes is reviewed" wait_for 'goready, step . of .: Review'
press d
check "the full screen: the address is in the plan" wait_for "elsewhere/go"
press Escape q
wait_for 'Quit\?'
press Down Enter
check "the full screen: quitting there exits with 1, for the run that failed" wait_for '^status 1'
mux kill-server

# ---- plain mode ----
undo_it()
{
	go_ready "$m" undo --yes </dev/null
	home_list "$m" "${stays[@]}" >"$work/now"
	check_same "undo takes back what was complete" "$work/start" "$work/now"
}
undo_it
printf '%s\n' 1 yes quit | go_ready "$m" --plain --profile /share/profile.json
check_status "plain mode: quitting there exits with 1" 1
check_says "plain mode: who quits there hears what stays, and how to take it back" \
	'What is complete stays. To take it back: /share/goready undo'
undo_it
printf '%s\n' 1 yes retry address ftp://127.0.0.1/go "$mirror_url/elsewhere/" yes finish |
	go_ready "$m" --plain --profile /share/profile.json
check_status "plain mode: with the other address all is done and proven" 0
check_says "plain mode: the address that cannot serve is refused" 'This address cannot be used'
check_says "plain mode: what was typed is confirmed" "You typed $mirror_url/elsewhere/"
check_says "plain mode: the end" 'your gRPC client called'
go_ready "$m" undo --all --yes </dev/null
mirror_faults "/go/*=status:404"
printf '%s\n' steps details | go_ready "$m" --plain --profile /share/profile.json
check_says "what came of an address is said behind it, without the address" \
	': answers with an error: answered with status 404.'
e2e_end
