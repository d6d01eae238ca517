# The full screen in a terminal of its own, for scenarios; sourced after lib/e2e.sh. The session is called wizard.
# A scenario that needs several terminals, one after the other, counts `sockets`.
command -v tmux >/dev/null || skip "tmux is not installed"
sockets=0
mux() { tmux -L "goready-$e2e_name-$$-$sockets" -f /dev/null "$@"; }
screen() { mux capture-pane -p -t wizard 2>/dev/null; }
stop_tmux() { mux kill-server 2>/dev/null; e2e_clean; }
trap stop_tmux EXIT

screen_shows() # SECONDS GREP-OPTIONS PATTERN: waits so long for it; the screen is in $work/screen then
{
	for _ in $(seq $(($1 * 4))); do
		screen >"$work/screen"
		grep -q "$2" -- "$3" "$work/screen" && return 0
		sleep 0.25
	done
	return 1
}

agree() # PATTERN: y until the screen shows it; what is below the first page is shown first, and a y that comes too
# soon after another key is none
{
	for _ in $(seq 30); do
		! screen_shows 1 -iE "$1" || return 0
		press y
	done
	return 1
}

# What comes right behind an Esc belongs to it.
press()
{
	local key
	for key; do
		mux send-keys -t wizard "$key"
		sleep 0.3
		[ "$key" != Escape ] || sleep 1
	done
}
