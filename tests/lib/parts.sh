# Parts of a test run, side by side. Part of tests/run, which sets logs, results, times, processors.
#
#	part LANE NAME SECONDS COMMAND...     # put into a queue
#	begin_parts [LANE...]                 # start what there is room for
#	finish_parts                          # go on until all have ended, and tell of each as it ends
#	total                                 # the slowest, what failed, the last line; the status
#
# A lane is how many run at once: heavy (one a processor, with a low priority), light (one, for what
# watches a screen and would be slowed down by the others), aside (what others wait for by locks).
# A part has a time limit, after which it is ended with all that it started (lib/supervise.py). Its
# output is in $logs/NAME.log; lines that begin with passed, failed or skipped are results.

queue=()   # "LANE NAME SECONDS COMMAND...", each word quoted
running=() # "LANE NAME PID"

part() # LANE NAME SECONDS COMMAND...
{
	queue+=("$(printf '%q ' "$@")")
}

record() { tee -a "$results"; }

room_in() # LANE
{
	local entry used=0 slots=1
	[ "$1" != heavy ] || slots=${RUN_PARTS:-$processors}
	for entry in ${running[@]+"${running[@]}"}; do
		case $entry in "$1 "*) used=$((used + 1)) ;; esac
	done
	[ "$used" -lt "$slots" ]
}

begin_part() # LANE NAME SECONDS COMMAND...
{
	local lane=$1 name=$2 seconds=$3
	local -a priority=()
	shift 3
	[ "$lane" != heavy ] || priority=(nice)
	rm -f "$logs/$name.status"
	{
		${priority[@]+"${priority[@]}"} python3 tests/lib/supervise.py "$seconds" "$times" "$name" \
			"$@" >"$logs/$name.log" 2>&1 </dev/null
		echo $? >"$logs/$name.status"
	} &
	running+=("$lane $name $!")
}

begin_parts() # [LANE...]
{
	local entry lane
	local -a left=()
	for entry in ${queue[@]+"${queue[@]}"}; do
		lane=${entry%% *}
		if { [ $# -eq 0 ] || [[ " $* " == *" $lane "* ]]; } && room_in "$lane"; then
			eval "begin_part $entry"
		else
			left+=("$entry")
		fi
	done
	queue=(${left[@]+"${left[@]}"})
}

# Of each failure what the log says before it and behind it, as far as the results beside it; else the log's end.
around_failures() # LOG
{
	if ! grep -q '^failed ' "$1"; then
		tail -n 40 "$1"
		return
	fi
	awk '/^(passed|failed|skipped) / {
			for (i = n > 30 ? n - 29 : 1; $1 == "failed" && i <= n; i++) print before[i]
			n = 0
			behind = $1 == "failed" ? 40 : 0
			if (behind) print
			next
		}
		behind > 0 { print; behind--; next }
		{ before[++n] = $0 }' "$1" | head -n 250
}

tell_part() # NAME: its result lines, and what else its log says where something is wrong
{
	local log=$logs/$1.log status
	status=$(cat "$logs/$1.status")
	[ "$1" != testbed ] || return 0 # what cannot be had is said by those that need it
	grep -E '^(passed|failed|skipped) ' "$log" | record
	[ "$status" -ne 0 ] || return 0
	if [ "$status" = 124 ]; then
		result failed "$1" "it ends before its time is over (it was ended; see $log)" | record
	elif ! grep -q '^failed ' "$log"; then
		result failed "$1" "it runs to its end (status $status, see $log)" | record
	fi
	around_failures "$log" | sed 's/^/    /'
}

collect_parts()
{
	local entry name
	local -a left=()
	for entry in ${running[@]+"${running[@]}"}; do
		name=${entry#* }
		name=${name% *}
		if [ -s "$logs/$name.status" ]; then
			tell_part "$name"
		else
			left+=("$entry")
		fi
	done
	running=(${left[@]+"${left[@]}"})
}

finish_parts()
{
	trap stop_parts INT TERM
	while [ ${#queue[@]} -gt 0 ] || [ ${#running[@]} -gt 0 ]; do
		begin_parts
		sleep 0.3
		collect_parts
	done
	trap - INT TERM
}

# The shell that waits has one child: the supervisor, which ends what it has started.
stop_parts()
{
	local entry
	for entry in "${running[@]}"; do
		pkill -TERM -P "${entry##* }"
	done
	wait
	exit 130
}

count() { grep -c "^$1 " "$results"; }

total()
{
	local failed
	failed=$(count failed)
	if [ -s "$times" ]; then
		printf '\nSlowest, in seconds, and how much of that were seconds of a processor:\n'
		sort -k 2,2nr "$times" | awk '$1 != "testbed" && n++ < 10 { printf "    %-28s %5s %5s\n", $1, $2, $3 }'
	fi
	if [ "$failed" -gt 0 ]; then
		echo
		grep '^failed ' "$results"
	fi
	echo "$(count passed) passed, $failed failed, $(count skipped) skipped"
	[ "$failed" -eq 0 ] && [ "$(count passed)" -gt 0 ]
}
