#!/bin/bash
# A Mac on which the tools come from Homebrew, walked through on Linux (lib/mac.sh): out of the box,
# with the real sudo asking for a password on the terminal; a sudo that keeps none; no terminal; no
# administrator; and one migrated from an Intel Mac.
. "$(dirname "$0")/../lib/mac_e2e.sh"
command -v tmux >/dev/null || skip "tmux is not installed"
needs_mac
mac_mirror_start
mac_brew_profile
profile=(--profile /share/mac-brew.json)
brewed='^[^ ]+ (go|protoc|protoc-gen-go|protoc-gen-go-grpc) /opt/homebrew/bin/[a-z-]+$'
title() { mac_screen_waits "$1" "step [0-9]+ of [0-9]+: $2"; }
formulae() { ls "$1/upper/opt/homebrew/Cellar" 2>/dev/null | tr '\n' ' ' | sed 's/ $//'; }

type_password() # PASSWORD
{
	mac_tmux send-keys -t wizard -l "$1"
	mac_press Enter
}

# ---- out of the box, in the full screen, with a password ----
m=$work/m2
mac_new m2-out-of-the-box "$m"
mac_warm "$m"
mac_password "$m" secret || fail "the user has a password"
# sudo forgets sooner than the command line tools are there.
mac_run_as root "$m" -- sh -c 'echo "Defaults timestamp_timeout=0.2" >/etc/sudoers.d/forgets
	echo 16 >/usr/lib/mac/softwareupdate-seconds'
mac_home_list "$m" >"$work/start"

mac_ready "$m" apply --yes "${profile[@]}" </dev/null
check_status "without a terminal a plan that needs a password is refused" 1
check_says "it says why, and the way without one" "no terminal to ask for it on; nothing was begun"
mac_home_list "$m" >"$work/refused"
check_same "before anything was done" "$work/start" "$work/refused"

mac_screen_start "$m" --tui "${profile[@]}"
check "Welcome tells of the command line tools and the password" \
	mac_screen_waits 30 "sudo will ask for your password"
mac_press Enter
check "Homebrew's own API is silent here, and mirrors are only tried at a word" \
	mac_screen_waits 60 "Try the public mirrors"
mac_press 2 Enter
check "without them it goes on to Review" title 60 Review
mac_agree 'step [0-9]+ of [0-9]+: Apply|password for dev'
check "sudo asks on the terminal, after a sentence" mac_screen_waits 60 "password for dev"
cp "$work/screen" "$work/asked"
check "the sentence says that typing is hidden" \
	grep -q "sudo will ask for your password; typing is hidden." "$work/asked"
type_password wrong
check "a wrong password is asked for again, by sudo" mac_screen_waits 30 "Sorry, try again"
type_password secret
check "the page comes back" title 30 Apply
check "what sudo has forgotten meanwhile it asks for once more" \
	mac_screen_waits 60 "asks for your password once more; typing is hidden"
sleep 1
type_password secret
check "and Done is reached" title 400 Done
mac_press q
mac_screen_end
check "the wizard ends with status 0" grep -qx 0 "$work/tui-status"
check "brew has the tools and what they need" \
	[ "$(formulae "$m")" = "abseil go protobuf protoc-gen-go protoc-gen-go-grpc" ]
check "sudo has forgotten the password" in_mac "$m" -- sh -c '! sudo -n -v'
check "no password is in any log" \
	sh -c '! grep -rq secret "$1"/home/.local/state/goready' sh "$m"
mac_check_shells "new zsh shells find all four tools in Homebrew's folder" "$m" "$brewed"
mac_check_cpu "what was installed is built for Apple Silicon" arm64 \
	"$m"/upper/opt/homebrew/Cellar/go/*/libexec/bin/go \
	"$m"/upper/opt/homebrew/Cellar/protobuf/*/bin/protoc-*[0-9] \
	"$m"/upper/opt/homebrew/Cellar/protoc-gen-go/*/bin/protoc-gen-go
mac_ready "$m" doctor </dev/null
check_status "doctor finds no problem afterwards" 0
mac_ready "$m" apply "${profile[@]}" </dev/null
check_status "a second apply has nothing to do" 0
mac_ready "$m" undo --yes </dev/null
check_status "undo works" 0
check "brew has lost what goready had installed" [ -z "$(formulae "$m")" ]
mac_home_list "$m" >"$work/undone"
check_same "undo gives back the home folder as it was" "$work/start" "$work/undone"
mac_check_untouched "$m"
mac_forget "$m"

# ---- a sudo that keeps no password, in plain mode ----
m=$work/m2
mac_new m2-out-of-the-box "$m"
mac_warm "$m"
mac_password "$m" secret
mac_run_as root "$m" -- sh -c 'echo "Defaults timestamp_timeout=0" >/etc/sudoers.d/none-kept'
mac_screen_start "$m" --plain "${profile[@]}"
mac_screen_waits 30 "^Answer:"
mac_press Enter
mac_screen_waits 60 "Try the public mirrors" && mac_press no Enter
mac_screen_waits 60 "Make these changes"
mac_press yes Enter
# Each question once: a password that is typed when nobody asks any more would stand on the screen.
answered=0
for _ in $(seq 800); do
	mac_tmux capture-pane -p -S -2000 -t wizard >"$work/screen"
	! grep -q "Proven:" "$work/screen" && [ ! -f "$work/tui-status" ] || break
	asked=$(grep -cE "password for dev:|Press RETURN/ENTER" "$work/screen")
	if [ "$asked" -gt "$answered" ]; then
		answered=$asked
		sleep 0.5 # until echo is off
		case $(grep -E "password for dev:|Press RETURN/ENTER" "$work/screen" | tail -n 1) in
		*password*) mac_tmux send-keys -t wizard -l secret ;;
		esac
		mac_tmux send-keys -t wizard Enter
	fi
	sleep 0.5
done
mac_tmux capture-pane -p -S -2000 -t wizard >"$work/screen"
check "each step that needs sudo lets it ask" grep -q "Install Apple's command line tools: sudo asks" \
	"$work/screen"
check "and all ends well" grep -q "Done. Proven:" "$work/screen"
mac_press Enter
mac_screen_end
check "plain mode ends with status 0" grep -qx 0 "$work/tui-status"
mac_check_untouched "$m"
mac_forget "$m"

# ---- no administrator ----
m=$work/m2
mac_new m2-out-of-the-box "$m"
mac_no_admin "$m"
mac_ready "$m" apply --json "${profile[@]}" </dev/null
check "without administrator rights the archives are the way, and no password is needed" \
	json_holds "$out" '{"go.fetch", "protoc.fetch"} <= {s["id"] for s in j[0]["steps"]} and not [s for s in j[0]["steps"] if s["kind"] in ("sudo", "brew")]'
mac_ready "$m" doctor </dev/null
check_says "doctor says why" "you are not in the group admin"

# ---- a terminal under Rosetta ----
mac_forget "$m"
mac_new m2-out-of-the-box "$m"
mac_warm "$m"
mac_processes m2-terminal-under-rosetta "$m"
old_xcode=/Applications/Xcode-beta.app/Contents/Developer
mac_run_as root "$m" -- sh -c "mkdir -p /var/db && ln -sfn $old_xcode /var/db/xcode_select_link"
mac_ready "$m" apply --json "${profile[@]}" </dev/null
cp "$out" "$work/plan.json"
check "from a translated terminal brew is started natively" json_holds "$out" \
	'all(s["preview"]["argv"][:2] == ["/usr/bin/arch", "-arm64"] for s in j[0]["steps"] if s["kind"] == "brew")'
mac_note_commands "$m"
placeholder=/tmp/.com.apple.dt.CommandLineTools.installondemand.in-progress
mac_run_as root "$m" -- touch "$placeholder"
mac_ready "$m" doctor --shells </dev/null
mac_ready "$m" apply --yes "${profile[@]}" </dev/null
check_status "and what it installs is proven" 0
check "the command line tools came with the placeholder that root had left, which stays" \
	mac_run_as root "$m" -- test -e "$placeholder"
check "xcode-select, which led to nothing, leads to the tools" \
	[ "$(readlink "$m/upper/var/db/xcode_select_link")" = /Library/Developer/CommandLineTools ]
mac_ready "$m" undo </dev/null
check_says "undo shows how it is led back" "sudo -n /bin/ln -sfn $old_xcode /var/db/xcode_select_link"
mac_password "$m" secret
mac_ready "$m" undo --yes </dev/null
check_status "undo, without a terminal for a password, leaves what needs it" 1
check_says "and says what to type" "sudo -v && /share/goready-mac undo --yes"
mac_type "$m" "sudo -v && goready undo --yes; echo ended \$?"
check "sudo asks for the password" mac_screen_waits 30 "password for dev"
sleep 1
type_password secret
check "what was to be typed ends well" mac_screen_waits 60 "^ended 0"
mac_tmux kill-server 2>/dev/null
check "and xcode-select leads to where it did" \
	[ "$(readlink "$m/upper/var/db/xcode_select_link")" = "$old_xcode" ]
mac_check_commands "$m" "$work/plan.json" mac-homebrew
mac_forget "$m"

# ---- migrated from an Intel Mac: Homebrew beside the old one ----
m=$work/m2pro
mac_new m2pro-migrated "$m"
mac_warm "$m"
mac_home_list "$m" >"$work/start"
mac_digest "$m/upper/usr/local" >"$work/local.before"
mac_ready "$m" fix --yes "${profile[@]}" </dev/null
check_status "migrated: fix --yes brings a native Homebrew and repairs the rest" 0
check_says "migrated: it says what is left of the old one" "The Intel Homebrew in /usr/local stays as it is"
mac_check_shells "migrated: new zsh shells resolve native tools first" "$m" \
	"^[^ ]+ ((go|protoc) /opt/homebrew/bin/(go|protoc)|protoc-gen-go(-grpc)? (/opt/homebrew/bin|/home/dev/go/bin)/protoc-gen-go(-grpc)?)\$"
mac_check_cpu "migrated: tools in the Go bin folder are built for Apple Silicon" arm64 \
	"$m"/home/go/bin/{gopls,dlv}
mac_digest "$m/upper/usr/local" >"$work/local.after"
check_same "migrated: the Intel Homebrew, its Cellar and the old Go are as they were" \
	"$work/local.before" "$work/local.after"
mac_ready "$m" doctor --json </dev/null
check "migrated: doctor finds no problem afterwards" json_holds "$out" \
	'not [f for f in j["findings"] if f["level"] == "problem"]'
mac_ready "$m" undo --yes </dev/null
check_status "migrated: undo works" 0
mac_home_list "$m" >"$work/undone"
check_same "migrated: undo gives back the home folder" "$work/start" "$work/undone"
mac_check_untouched "$m"
e2e_end
