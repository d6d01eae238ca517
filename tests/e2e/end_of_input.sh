#!/bin/bash
# End of input at any question up to Review changes nothing and exits 3; after Apply has begun it
# says what was changed, and exits with the result.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
home_list "$m" >"$work/start"

check_stopped() # NAME
{
	check_status "$1: status 3" 3
	check_says "$1: it says that nothing was changed" "Nothing was changed"
	check "$1: it writes to standard output alone" test ! -s "$err"
	home_list "$m" >"$work/now"
	check_same "$1: nothing is changed" "$work/start" "$work/now"
}

go_ready "$m" TERM=dumb --plain --profile /share/profile.json </dev/null
check_stopped "end of input at Welcome"

# Step by step: one more answer each time, until Review is reached.
answers=steps
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	printf '%b\n' "$answers" | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
	check_stopped "end of input after answer $n, step by step"
	! grep -q "Make these changes" "$out" || { reached=1; break; }
	answers=$answers'\n'
done
check "step by step reaches Review" test "${reached:-}" = 1

printf '\n' | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
check_stopped "end of input at Review"
printf '\n\n\n' | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
check_stopped "Return at Review is no consent"
printf '\nno\n' | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
check_stopped "no at Review"
printf '\ny\n' | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
check_stopped "only the whole word yes consents"

go_ready "$m" TERM=dumb --plain --bell --profile /share/profile.json </dev/null
check_stopped "end of input with a bell"
check "the bell rings at the question and at the end" test "$(tr -dc '\a' <"$out" | wc -c)" -eq 2
check "the end is the last thing" test "$(tail -c 1 "$out")" = $'\a'

go_ready "$m" fix --plain </dev/null
check_stopped "end of input in fix"
go_ready "$m" apply --profile /share/profile.json </dev/null
check_status "apply without --yes asks nothing" 2

machine_warm "$m"
printf '\nyes\n' | go_ready "$m" TERM=dumb --plain --profile /share/profile.json
check_status "end of input after yes: the run goes on to its result" 0
check_says "it names the undo command" "goready undo"
go_ready "$m" undo </dev/null
check_status "undo without an answer does nothing" 2
go_ready "$m" undo --yes </dev/null
home_list "$m" "${stays[@]}" >"$work/undone"
grep -vE ' (\.cache|\.local|\.config|go)(/|$)' "$work/start" >"$work/start.files"
check_same "and undo restores" "$work/start.files" "$work/undone"
e2e_end
