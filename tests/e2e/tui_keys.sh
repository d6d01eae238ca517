#!/bin/sh
# The full screen in a real terminal (tmux): keys in every form, sizes, the cursor on the lit row.
#
#	tests/e2e/tui_keys.sh [BUILD/tests/ui_demo]
#
# Without an argument it is the one beside $GOREADY_PROGRAM.
set -u
program=${GOREADY_PROGRAM:-build/debug/goready}
demo=${1:-${program%/*}/tests/ui_demo}
work=$(mktemp -d) || exit 1
log=$work/log
failed=0
section=
sockets=0
esc=$(printf '\033')
LC_ALL=C.UTF-8
export LC_ALL
unset TMUX NO_COLOR GOREADY_UI GOREADY_KEYS GOREADY_AMBIGUOUS GOREADY_ANIMATION GH_SPINNER_DISABLED GOREADY_FRAMES ACCESSIBLE GOREADY_NO_COLOR

mux() {
	tmux -L "goready-keys-$$-$sockets" -f /dev/null "$@"
}

# A server that was told to end is still there for a moment: the next one gets another name.
fresh() {
	mux kill-server 2>/dev/null
	sockets=$((sockets + 1))
}

finish() {
	mux kill-server 2>/dev/null
	rm -rf "$work"
}
trap finish EXIT

command -v tmux >/dev/null || {
	printf '%-8s %-16s %s\n' skipped e2e.tui_keys 'the full screen (no tmux)'
	exit 0
}
[ -x "$demo" ] || {
	printf '%-8s %-16s %s\n' failed e2e.tui_keys "there is no $demo"
	exit 1
}

# start WIDTH HEIGHT ARGUMENTS...: the demo in a fresh terminal; then the shell stays, for what is left there
start() {
	width=$1 height=$2
	shift 2
	fresh
	: >"$log"
	mux new-session -d -x "$width" -y "$height" \
		"sh -c 'echo \$\$ >\"$work/pid\"; UI_DEMO_LOG=\"$log\" exec \"$demo\" $*'; echo status \$?; stty -a; sleep 60"
	mux set -g window-size manual 2>/dev/null
	wait_for goready
}

screen() {
	mux capture-pane -p "$@"
}

# eventually COMMAND...: a machine may be slow; up to twenty seconds
eventually() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || return 1
		sleep 0.2
	done
}

# has [GREP-OPTION...] TEXT: the screen has it now
has() {
	screen | grep -q "$@"
}

wait_for() {
	eventually has -F -- "$1" && return 0
	problem "\"$1\" did not appear" "$(screen)"
	return 1
}

# section NAME: what the checks from here on are about; gives the verdict on the one before
section() {
	if [ -n "$section" ]; then
		[ "$broken" = 0 ] && verdict=passed || verdict=failed
		printf '%-8s %-16s %s\n' "$verdict" e2e.tui_keys "$section"
	fi
	section=$1
	broken=0
}

problem() {
	failed=1
	broken=1
	printf 'Problem. %s\n' "$@"
}

# What comes right behind an Esc belongs to it.
press() {
	for key; do
		mux send-keys "$key"
		sleep 0.12
		[ "$key" != Escape ] || sleep 0.5
	done
}

# bytes TEXT: as a terminal sends them, in one piece
bytes() {
	mux send-keys -l "$1"
	sleep 0.15
}

is_on() {
	row=$(mux display -p '#{cursor_y}')
	line=$(screen | sed -n "$((row + 1))p")
	case $line in
	"  $1"*) ;;
	*) return 1 ;;
	esac
}

# The row under the cursor begins with TEXT.
cursor_on() {
	eventually is_on "$1" || problem "the cursor is on \"$line\", not on \"$1\" ($2)"
}

shows() {
	eventually has -F -- "$1" || problem "the screen lacks \"$1\" ($2)" "$(screen)"
}

last_event() {
	tail -n 1 "$log"
}

is_last_event() {
	[ "$(last_event)" = "$1" ]
}

happened() {
	eventually is_last_event "$1" || problem "the last event is \"$(last_event)\", not \"$1\" ($2)"
}

# tells FORMAT VALUE: what tmux says of the terminal
tells() {
	[ "$(mux display -p "$1")" = "$2" ]
}

# gives_back WHAT: the terminal is as it was
gives_back() {
	eventually tells '#{alternate_on}' 0 || problem "$1 leaves the alternate screen on"
	eventually has -E '(^| )icanon' || problem "$1 leaves raw mode on"
	eventually has -E '(^| )echo( |$)' || problem "$1 leaves echo off"
}

section 'arrows, in the cursor and in the application form, and letters'
start 80 24 --tui
shows 'Press p for plain text' 'the first page offers plain mode'
cursor_on '1 Recommended' 'start'
bytes "${esc}[B" && cursor_on '2 Step' 'ESC [ B'
bytes "${esc}OB" && cursor_on '3 Only' 'ESC O B'
bytes "${esc}[A" && cursor_on '2 Step' 'ESC [ A'
bytes "${esc}OA" && cursor_on '1 Recommended' 'ESC O A'
press j && cursor_on '2 Step' j
press k && cursor_on '1 Recommended' k
press Tab && cursor_on '2 Step' Tab
press BTab && cursor_on '1 Recommended' 'Shift-Tab'
press Up && cursor_on '1 Recommended' 'nothing above'
press End && cursor_on 'Next' End

section 'what is no key of ours is swallowed whole'
before=$(screen)
bytes "${esc}[99;5u"
bytes "${esc}[1;5C"
for letter in a b c d e p q y n; do bytes "${esc}$letter"; done
[ "$before" = "$(screen)" ] || problem 'unknown sequences or Alt keys changed the page' "$(screen)"
[ -s "$log" ] && problem "unknown sequences gave an event: $(last_event)"
bytes "${esc}[200~2y
q${esc}[201~"
[ -s "$log" ] && problem "pasted text gave an event: $(last_event)"
shows 'Nothing on this page takes a paste' 'a paste is answered'
shows 'offers to explain one.' 'its second line'
before=$(screen)
bytes "${esc}[200~2y"
press Up
[ "$before" = "$(screen)" ] || problem 'the cursor moved in a paste' "$(screen)"
press Escape Up && cursor_on '3 Only' 'Esc ends a paste whose end got lost'
press End && cursor_on 'Next' End
before=$(screen)

for answer in "]11;rgb:0000/0000/0000${esc}\\" "]4;1;rgb:2y2y/qq/pp$(printf '\007')" \
	"P1\$r2 q${esc}\\" "[?1;2c" "[2;5R" "_Gi=31;OK${esc}\\"; do
	bytes "$esc$answer"
	[ "$before" = "$(screen)" ] || problem "a terminal's answer changed the page: $answer" "$(screen)"
done
# Between its pieces a machine that is busy may let pass more time than is waited for the second one.
tries=0
until mux send-keys -l "${esc}]11;rgb:2q2q/" && sleep 0.3 && bytes "yyyy/dddd${esc}\\" &&
	[ "$before" = "$(screen)" ]; do
	tries=$((tries + 1))
	[ "$tries" -lt 5 ] || { problem "a terminal's answer in two pieces changed the page" "$(screen)" && break; }
	press Escape
done
[ -s "$log" ] && problem "a terminal's answer gave an event: $(last_event)"

section 'choose, go on, back'
press 2 && happened 'event 2 - route steps 2' 'a digit chooses'
press Enter
wait_for 'step 2 of 7'
press Enter
wait_for 'step 3 of 7'
press Escape
sleep 0.2
shows 'step 2 of 7' 'Esc goes back'
press Enter
wait_for 'step 3 of 7'
press Left
shows 'step 2 of 7' 'Left goes back'
press '?'
wait_for 'Paragraph 1 '
cursor_on 'Keys' 'a long page is read from its first line'
press NPage
cursor_on 'Paragraph' 'after PgDn'
press G
cursor_on 'Close' 'the end of a long page'
press Escape
sleep 0.2
cursor_on 'Next: Go' 'back from an overlay'
press q
wait_for 'goready: Quit?'
cursor_on 'Stay' 'quit asks first'
press Enter
shows 'step 2 of 7' 'staying'
press q
wait_for 'goready: Quit?'
press n
shows 'step 2 of 7' 'n stays'

section 'every size, on a page with choices'
press Enter
wait_for 'step 3 of 7'
press Down Down
cursor_on '1 proxy' 'before resizing'
for size in '200 50' '80 24' '60 16' '40 12' '30 8' '25 10' '8 3' '120 40' '50 15' '80 24'; do
	mux resize-window -x "${size% *}" -y "${size#* }"
	sleep 0.3
	case $size in
	'25 10') shows 'Terminal too small' "$size" ;;
	'8 3') shows 'Termin' "$size" ;;
	*) cursor_on '1 proxy' "$size" ;;
	esac
done
[ "$(mux display -p '#{mouse_any_flag}')" = 0 ] || problem 'the mouse is taken'
[ "$(mux display -p '#{cursor_flag}')" = 1 ] || problem 'the cursor is hidden'

section 'Down and Up lead from thing to thing, also where the next one is below the page'
for size in '80 15' '50 15' '80 24'; do
	start "${size% *}" "${size#* }" --tui
	press 2 Enter
	wait_for 'step 2 of 7'
	press G Enter
	wait_for 'step 3 of 7'
	for row in '1 proxy' '2 goproxy' 'Next: Shell' 'Back: Machine'; do
		case $row in '1 proxy') press Down Down ;; *) press Down ;; esac
		cursor_on "$row" "Down at $size"
	done
	for row in 'Next: Shell' '2 goproxy' '1 proxy' '3 Toolchain' '1 Official'; do
		press Up
		cursor_on "$row" "Up at $size"
	done
done

section 'consent: Return alone is none'
start 80 24 --tui
press Enter
wait_for 'step 5 of 7'
press Enter Enter Enter Enter
happened 'event 1 next - - 0' 'Return does not apply'
shows 'Press y to agree' 'Return says what does'
bytes yy
bytes yyy
sleep 0.7
mux send-keys -l 'y y' \; send-keys -l y
sleep 0.3
happened 'event 1 next - - 0' 'y among other keys, or right after them, does not apply'
shows 'step 5 of 7' 'y in a paste'
agrees() {
	sleep 0.7 # one that comes sooner after another key is none
	press y
	has 'step 6 of 7'
}
eventually agrees
wait_for 'step 6 of 7'
happened 'event 1 apply - - 0' 'y applies'
press Enter Enter Enter Escape Space
shows 'step 6 of 7' 'neither Return nor Esc cancels'
wait_for 'are installed'
press Enter
wait_for 'step 7 of 7'
press Enter
wait_for 'status 0'
shows 'Done. goready demo: nothing was changed.' 'the summary stays in the scrollback'
gives_back 'the end'

section 'files: n and N lead from one to the next, Enter folds and opens'
start 80 24 --tui
press Enter
wait_for 'step 5 of 7'
press n && cursor_on '1 ~/.zshrc' n
press n && cursor_on '2 ~/.zshenv' 'n again'
press n && cursor_on '2 ~/.zshenv' 'no further file'
press N && cursor_on '1 ~/.zshrc' N
press Enter
shows 'removes 1 line, folded' 'Enter folds'
press Enter
shows '-export GOROOT=/usr/local/go-1.19' 'Enter opens'
cursor_on '1 ~/.zshrc' 'the file is still lit'

section 'help lists the keys of the page it was asked on'
press '?'
wait_for 'goready: Help'
shows 'agree; nothing else does' 'y'
shows 'to the next file, the one before' 'n and N'
press Escape
wait_for 'step 5 of 7'

section 'slash searches the page'
press /
shows 'Search, then Enter:' 'it asks'
press E d i t o r Enter
cursor_on '   export EDITOR=vim' 'capitals do not matter'
press / z s h Enter
press n n
cursor_on '1 ~/.zshrc' 'n goes on, and round the end'
press Escape
shows 'step 5 of 7' 'Esc ends the search only'
press n
cursor_on '1 ~/.zshrc' 'n leads to files again'
press / w o o d Enter
shows 'wood is not on this page' 'it says so'

section 'Quit? is answered by y too'
start 80 24 --tui
press q
wait_for 'goready: Quit?'
press y
wait_for 'status 0'

section 'p: the other mode and back'
start 80 24 --tui
press p
wait_for 'Plain text mode is on, as you asked.'
press t u i Enter
wait_for 'goready, step 1 of 7'

section 'signals and crashes give the terminal back'
for signal in INT QUIT TERM HUP SEGV ABRT; do
	start 80 24 --tui
	case $signal in
	SEGV | ABRT) kill -"$signal" "$(pgrep -P "$(cat "$work/pid")")" ;;
	*) kill -"$signal" "$(cat "$work/pid")" ;;
	esac
	wait_for 'status '
	gives_back "$signal"
done

section 'what cannot be caught gives it back too, and leaves no process'
start 80 24 --tui
child=$(pgrep -P "$(cat "$work/pid")")
kill -KILL "$child"
wait_for 'status '
shows 'goready was ended from outside' 'SIGKILL says so'
gives_back SIGKILL
is_gone() { ! kill -0 "$1" 2>/dev/null; }
eventually is_gone "$child" || problem 'SIGKILL leaves the program running'
start 80 24 --tui
press 'C-\'
wait_for 'status '
gives_back 'Ctrl-\'

section 'a terminal that was opened as /dev/tty, with the poll of macOS'
deaf=$(find "$(realpath "${demo%/*}")" -name 'deaf_poll.so' | head -n 1)
mkdir -p "$work/home"
for front in --tui --plain; do
	for redirect in '</dev/tty' '</dev/tty >/dev/tty 2>&1'; do
		fresh
		mux new-session -d -x 80 -y 24 "sh -c 'export HOME=\"$work/home\" LD_PRELOAD=\"$deaf\"
			\"$program\" $front $redirect; echo status \$?; sleep 60'"
		mux set -g window-size manual 2>/dev/null
		wait_for 'What should goready do'
		case $(screen) in
		*'Answer:'*)
			press h e l p Enter
			wait_for 'There is more'
			press Enter
			wait_for 'Everywhere.'
			press Enter
			wait_for 'Words to type in plain text'
			press c l o s e Enter
			press q u i t Enter
			;;
		*)
			press '?'
			wait_for 'goready: Help'
			press Escape
			press q
			;;
		esac
		wait_for 'status 3'
		screen | grep -q 'Input ended' && problem "the input was taken for ended: $front $redirect"
	done
done

section 'colour is none with NO_COLOR, and the words are the same'
raw() {
	# $1: the environment; $2: an option or none; gives the bytes of one page in $work/raw
	fresh
	mux new-session -d -x 80 -y 24 "sleep 60"
	mux pipe-pane -o "cat >'$work/raw'"
	mux respawn-pane -k "env $1 '$demo' --tui ${2:-}"
	wait_for 'step 1 of 7'
	mux send-keys 2
	mux send-keys Enter
	wait_for 'step 2 of 7'
	sleep 0.6
	mux capture-pane -p >"$work/text"
}
raw 'NO_COLOR=1'
LC_ALL=C grep -aqE "$esc\[([0-9;]*;)?(3[0-7]|4[0-7]|9[0-7]|10[0-7])(;[0-9;]*)?m" "$work/raw" &&
	problem 'NO_COLOR leaves colours'
cp "$work/text" "$work/plain-text"
raw 'NO_COLOR='
eventually env LC_ALL=C grep -aqE "$esc\[([0-9;]*;)?4[0-7](;[0-9;]*)?m" "$work/raw" || problem 'there is no colour at all'
LC_ALL=C grep -aqE '38;[25]|48;[25]|\]11' "$work/raw" && problem 'colours beyond the sixteen, or a question to the terminal'
cmp -s "$work/text" "$work/plain-text" || problem 'colour changes the words'

section 'the bell rings at each page that asks, and only where it was asked for'
rung() {
	LC_ALL=C tr -dc '\a' <"$work/raw" | wc -c
}
[ "$(rung)" -eq 0 ] || problem 'a bell that nobody asked for'
rung_twice() {
	[ "$(rung)" -eq 2 ]
}
raw 'NO_COLOR=' --bell
eventually rung_twice || problem "two pages, and $(rung) bells"

framed_row() {
	screen | sed -n "$(($(mux display -p '#{cursor_y}') + 1))p" | grep -q '^│  1 proxy'
}

section 'frames are drawn for who asks, and the cursor is on the lit row in them too'
for size in '80 24' '120 40'; do
	start "${size% *}" "${size#* }" --tui --frames
	shows '┌───' "the upper edge at $size"
	shows '└───' "the lower edge at $size"
	press 2 Enter
	wait_for 'step 2 of 7'
	press Enter
	wait_for 'step 3 of 7'
	press Down Down
	eventually framed_row || problem "the cursor is not on its row at $size" "$(screen)"
	[ "$(mux display -p '#{cursor_x}')" = 3 ] || problem "the cursor is not on the row's first cell at $size"
done
start 40 12 --tui --frames
screen | grep -q '┌' && problem 'a small screen has no room for frames' "$(screen)"

section 'the program itself: a page that waits is not awake, and what a library says goes to the log'
fresh
mux new-session -d -x 80 -y 24 "sh -c 'echo \$\$ >\"$work/pid\"; HOME=\"$work/home\" exec \"$program\" --tui'"
wait_for 'What should goready do'
child=$(pgrep -P "$(cat "$work/pid")")
woken() { awk '/^voluntary_ctxt_switches/ { print $2 }' "/proc/$child/status"; }
quiet=no
for _ in 1 2 3 4 5 6 7 8 9 10; do
	before=$(woken)
	sleep 1.5
	[ "$(woken)" = "$before" ] && quiet=yes && break
done
[ "$quiet" = yes ] || problem 'a page that waits for an answer wakes the program again and again'
before=$(screen)
echo 'libodd: something is odd' >"/proc/$child/fd/2"
sleep 0.3
[ "$before" = "$(screen)" ] || problem 'what a library writes to stderr is on the page' "$(screen)"
press l
wait_for 'What happened so far'
shows 'stderr said: libodd: something is odd' 'the log has it'

section ''
exit "$failed"
