#!/bin/bash
# The real archives, a real Go and a real proof: goready is killed at any moment, again and again for
# $LONG_SECONDS. Going on leads to a machine that is proven, undo to the one that was.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
home_list "$m" "${stays[@]}" >"$work/start"
until=$((SECONDS + ${LONG_SECONDS:-600}))

# The longest that a whole run takes here, in tenths of a second.
machine_warm "$m"
began=$(date +%s%N)
go_ready "$m" apply --yes --profile /share/profile.json </dev/null
whole=$((($(date +%s%N) - began) / 100000000))
check_status "an undisturbed apply" 0
go_ready "$m" undo --yes </dev/null
check_status "and its undo" 0

taken_back() # NAME
{
	go_ready "$m" undo --yes </dev/null
	[ "$status" = 0 ] || fail "$1: undo" "$(last_lines)"
	home_list "$m" "${stays[@]}" >"$work/now"
	cmp -s "$work/start" "$work/now" || check_same "$1: the home is as it was" "$work/start" "$work/now"
	[ -z "$(ls "$m/upper/tmp" 2>/dev/null | grep goready)" ] || fail "$1: left in the temp folder" "$(ls "$m/upper/tmp")"
}

gone_on=0 taken=0
while [ $SECONDS -lt $until ]; do
	rm -rf "$m/home/.cache/goready"
	tenths=$((RANDOM % whole))
	name="killed after $((tenths / 10)).$((tenths % 10)) s"
	in_machine "$m" timeout -s KILL "$((tenths / 10)).$((tenths % 10))" /share/goready apply --yes \
		--profile /share/profile.json >"$out" 2>"$err" </dev/null
	if [ $(((gone_on + taken) % 2)) = 0 ]; then
		go_ready "$m" apply --yes --profile /share/profile.json </dev/null
		[ "$status" = 0 ] || fail "$name: going on" "$(last_lines)"
		gone_on=$((gone_on + 1))
	else
		taken=$((taken + 1))
	fi
	taken_back "$name"
done
pass "killed $((gone_on + taken)) times, gone on $gone_on times, taken back each time"
e2e_end
