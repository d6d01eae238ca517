#!/bin/bash
# A Mac, walked through on Linux (lib/mac.sh): out of the box from Welcome to the proof in plain mode
# and in the full screen, and two that were migrated from Intel Macs, repaired.
. "$(dirname "$0")/../lib/mac_e2e.sh"
command -v tmux >/dev/null || skip "tmux is not installed"
needs_mac
mac_mirror_start
profile=(--profile /share/mac-profile.json)
ours='/home/dev/\.local/share/goready/bin'

same_as_captured() # NAME DIR [FINDING...]: what this machine has beyond the captured one
{
	local name=$1 dir=$2
	shift 2
	mac_ready "$dir" doctor --json </dev/null
	mac_found "$out" >"$work/found"
	{ mac_captured_found "$name"; printf '%s\n' "$@"; } | sed '/^$/d' | sort >"$work/captured"
	check_same "$name: doctor finds what it finds in the captured machine" "$work/captured" \
		"$work/found"
}

# ---- out of the box ----
m=$work/m2
mac_new m2-out-of-the-box "$m"
same_as_captured m2-out-of-the-box "$m"
mac_home_list "$m" >"$work/start"
mac_warm "$m"

printf '\nyes\n\n' | mac_ready "$m" --plain "${profile[@]}"
check_status "out of the box, plain mode with three answers ends with status 0" 0
check_says "and the proof passed" "Proven: your gRPC client called your server"
mac_check_shells "new zsh shells find all four tools" "$m" \
	"^[^ ]+ ((go|protoc) $ours/(go|protoc)|protoc-gen-go(-grpc)? /home/dev/go/bin/protoc-gen-go(-grpc)?)\$"
mac_check_cpu "what was installed is built for Apple Silicon" arm64 \
	"$m"/home/go/bin/protoc-gen-go "$m"/home/go/bin/protoc-gen-go-grpc \
	"$m"/home/.local/share/goready/bin/go "$m"/home/.local/share/goready/bin/protoc
mac_ready "$m" doctor </dev/null
check_status "doctor finds no problem afterwards" 0
mac_ready "$m" apply "${profile[@]}" </dev/null
check_status "a second apply has nothing to do" 0
mac_ready "$m" undo --yes </dev/null
check_status "undo works" 0
mac_home_list "$m" >"$work/undone"
check_same "undo gives back the home folder as it was" "$work/start" "$work/undone"

mac_screen_start "$m" --tui "${profile[@]}"
title() { mac_screen_waits "$1" "goready, step [0-9]+ of [0-9]+: $2"; }
check "the full screen shows Welcome" title 30 Welcome
mac_press Enter
check "Enter leads to Review" title 120 Review
mac_agree 'step [0-9]+ of [0-9]+: (Apply|Proof|Done)'
check "y, pressed twice, applies, and Done is reached" title 600 Done
mac_press q
mac_screen_end
check "the full-screen wizard ends with status 0" grep -qx 0 "$work/tui-status"
mac_ready "$m" prove --json </dev/null
check "prove passes on its own" json_holds "$out" 'j["ok"] and all(v["ok"] for v in j["verdicts"])'
mac_ready "$m" undo --yes </dev/null
mac_home_list "$m" >"$work/undone"
check_same "undo after the full screen leaves the home folder as it was" "$work/start" \
	"$work/undone"

# ---- a proxy that stands in System Settings alone ----
[ -z "${http_proxy:-}${https_proxy:-}${HTTP_PROXY:-}${HTTPS_PROXY:-}${ALL_PROXY:-}" ] || here_is_one=yes
through_system_proxy()
{
	mac_system_proxy "$m"
	rm -rf "$m/home/.cache/goready"
	mac_ready "$m" doctor </dev/null
	check_says "doctor tells of the proxy of System Settings" "scutil --proxy"
	check_says "and what to type" "apply --system-proxy does not ask"

	mac_screen_start "$m" --tui --profile /share/mac-proxy.json
	title 30 Welcome
	mac_press Enter
	check "the wizard asks whether to use it" mac_screen_waits 60 "Use the proxy of System"
	mac_press 1
	check "once it is used, the addresses answer" mac_screen_waits 60 "OK +Network"
	check "and no setting is changed, it says" grep -q "no setting is changed" "$work/screen"
	mac_press 2
	check "it can be turned down after all" mac_screen_waits 60 "Warning +Network"
	mac_press 1
	mac_screen_waits 60 "OK +Network"
	mac_press Down Down Enter
	check "with it Review is reached" title 60 Review
	mac_press q Down Enter
	mac_screen_end
	check "tunnels went to the mirror" grep -qx mirror.test "$work/tunnels"

	: >"$work/tunnels"
	mac_ready "$m" apply --yes --profile /share/mac-proxy.json </dev/null
	check_status "without it nothing can be fetched" 1
	check "and nothing went through it" [ ! -s "$work/tunnels" ]
	mac_ready "$m" apply --system-proxy --yes --profile /share/mac-proxy.json </dev/null
	check_status "as doctor said it, all is fetched and proven" 0
	check "by the proxy" grep -qx mirror.test "$work/tunnels"
	check "and no variable of it is kept" \
		sh -c '! grep -rqi "_proxy" "$1"/.zprofile "$1"/.local/share/goready/env.sh' sh "$m/home"
	mac_ready "$m" undo --yes </dev/null
	mac_home_list "$m" >"$work/undone"
	check_same "undo leaves the home folder as it was" "$work/start" "$work/undone"
}
if [ -z "${here_is_one:-}" ]; then
	through_system_proxy
else
	e2e_line skipped "the proxy of System Settings (a proxy is set here, which would win)"
fi
mac_check_untouched "$m"
mac_forget "$m"

# ---- migrated from an Intel Mac ----
m=$work/m2pro
mac_new m2pro-migrated "$m"
# .zshrc adds /usr/local/go/bin, which /etc/paths.d/go has too; the capture's PATH names each once.
same_as_captured m2pro-migrated "$m" "note path.duplicate"
mac_home_list "$m" >"$work/start"
mac_warm "$m"
mac_digest "$m/upper/usr/local" >"$work/local.before"
mac_ready "$m" fix --yes "${profile[@]}" </dev/null
check_status "migrated: fix --yes repairs it, and the proof passes" 0
mac_check_shells "migrated: new zsh shells resolve native tools first" "$m" \
	"^[^ ]+ ((go|protoc) $ours/(go|protoc)|protoc-gen-go(-grpc)? /home/dev/go/bin/protoc-gen-go(-grpc)?)\$"
mac_check_cpu "migrated: tools in the Go bin folder are built for Apple Silicon" arm64 \
	"$m"/home/go/bin/{protoc-gen-go,protoc-gen-go-grpc,gopls,dlv}
in_mac "$m" -- zsh -ilc gopls >"$work/gopls" </dev/null
check "migrated: gopls is the new one, and runs" grep -qx "gopls v0.20.0" "$work/gopls"
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
mac_forget "$m"

# ---- two Homebrews in the wrong order ----
m=$work/m1
mac_new m1-two-homebrews "$m"
same_as_captured m1-two-homebrews "$m" "note path.duplicate" # .zshrc names /usr/local/bin again
mac_home_list "$m" >"$work/start"
mac_warm "$m"
mac_digest "$m/upper/usr/local" "$m/upper/opt" >"$work/brews.before"
mac_ready "$m" fix --yes </dev/null
check_status "two Homebrews: fix --yes repairs it, and the proof passes" 0
mac_check_shells "two Homebrews: new zsh shells take the native one's tools" "$m" \
	'^[^ ]+ (go|protoc|protoc-gen-go|protoc-gen-go-grpc) /opt/homebrew/bin/[a-z-]+$'
mac_digest "$m/upper/usr/local" "$m/upper/opt" >"$work/brews.after"
check_same "two Homebrews: both are as they were" "$work/brews.before" "$work/brews.after"
mac_ready "$m" doctor </dev/null
check_status "two Homebrews: doctor finds no problem afterwards" 0
mac_ready "$m" undo --yes </dev/null
mac_home_list "$m" >"$work/undone"
check_same "two Homebrews: undo gives back the home folder" "$work/start" "$work/undone"
mac_check_untouched "$m"
e2e_end
