# What scenarios on a Mac share (lib/mac.sh), on top of lib/e2e.sh:
#
#	. "$(dirname "$0")/../lib/mac_e2e.sh"
#	needs_mac
#	mac_mirror_start
#	mac_new m2-out-of-the-box "$work/m"
#	mac_ready "$work/m" doctor              # as go_ready: $out, $err, $status
#	e2e_end
. "$(dirname "${BASH_SOURCE[0]}")/e2e.sh"
. "$e2e_lib/mac.sh"

mac_proxy_pid=
trap 'mac_tmux kill-server 2>/dev/null; kill $mac_proxy_pid 2>/dev/null; e2e_clean' EXIT

# What Review says stays after undo, below a home folder of macOS.
mac_stays=(go/pkg Library/Caches/go-build "Library/Application Support/go" .local/state/goready
	.cache/goready)
mac_tools="go protoc protoc-gen-go protoc-gen-go-grpc"

mac_program=

needs_mac()
{
	local build
	needs_mac_machine
	mac_program=${E2E_MAC_PROGRAM:-}
	for build in release debug; do
		[ -z "$mac_program" ] && [ -x "$checkout/build/$build/tests/goready-mac" ] || continue
		mac_program=$checkout/build/$build/tests/goready-mac
	done
	[ -n "$mac_program" ] || skip "goready-mac is not built (tests/run builds it)"
	mac_new m2-out-of-the-box "$work/probe"
	mac_run "$work/probe" -- /share/goready-mac --version ||
		skip "goready-mac of this machine does not run in Debian 12"
	mac_forget "$work/probe"
}

# For what starts stand-ins only, and no goready.
needs_mac_machine()
{
	needs_machine
	testbed_mac_tools >/dev/null || skip "$(testbed_mac_tools 2>&1 | tail -n 1)"
	testbed_mac_base >/dev/null || skip "$(testbed_mac_base 2>&1 | tail -n 1)"
	mac_new m2-out-of-the-box "$work/probe" && mac_run "$work/probe" -- true
	[ $? -ne 77 ] || skip "this kernel has no binfmt_misc for user namespaces"
	mac_forget "$work/probe"
}

mac_mirror_start()
{
	local archives
	archives=$(testbed_mac_archives) || skip "the archives for macOS cannot be had here"
	mirror_start
	ln -sf "$archives/$mac_go_file" "$work/mirror/go/"
	ln -sf "$archives/$mac_protoc_file" "$work/mirror/protoc/"
	cat >"$work/mac-profile.json" <<PROFILE
{
  "schema": 1,
  "method": "archive",
  "go": {
    "version": "$mac_go_version",
    "sources": ["$mirror_url/go/{file}"],
    "sha256": "$(sha256sum <"$archives/$mac_go_file" | cut -d' ' -f1)"
  },
  "protoc": {
    "version": "$testbed_protoc_version",
    "sources": ["$mirror_url/protoc/{file}"],
    "sha256": "$(sha256sum <"$archives/$mac_protoc_file" | cut -d' ' -f1)"
  }
}
PROFILE
}

# Homebrew's installer as this Mac plays it (tests/mac/install.sh), from the mirror, with its checksum.
mac_brew_profile()
{
	mkdir -p "$work/mirror/homebrew"
	cp "$checkout/tests/mac/install.sh" "$work/mirror/homebrew/"
	cat >"$work/mac-brew.json" <<PROFILE
{
  "schema": 1,
  "homebrew": {
    "sources": ["$mirror_url/homebrew/install.sh"],
    "sha256": "$(sha256sum <"$checkout/tests/mac/install.sh" | cut -d' ' -f1)"
  }
}
PROFILE
}

# System Settings of this Mac name a proxy, by which alone mirror.test is reached; mac-proxy.json fetches
# from there. After mac_mirror_start.
mac_system_proxy() # DIR
{
	: >"$work/tunnels"
	python3 "$e2e_lib/connect_proxy.py" "$(cat "$work/mirror-state/port")" "$work/tunnels" \
		>"$work/proxy-port" &
	mac_proxy_pid=$!
	for _ in $(seq 100); do
		[ ! -s "$work/proxy-port" ] || break
		sleep 0.1
	done
	cat >"$1/upper/usr/lib/mac/proxy" <<SETTINGS
<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  HTTPSEnable : 1
  HTTPSPort : $(cat "$work/proxy-port")
  HTTPSProxy : 127.0.0.1
}
SETTINGS
	sed "s|$mirror_url|https://mirror.test|" "$work/mac-profile.json" >"$1/share/mac-proxy.json"
}

# A Mac with goready-mac (if needs_mac found it), the mirror's certificate and a profile in /share.
mac_new() # NAME DIR
{
	if ! testbed_mac "$1" "$2" >"$work/mac.log" 2>&1; then
		cat "$work/mac.log"
		fail "the machine $1 is made"
		e2e_end
	fi
	mkdir -p "$2/share"
	[ -z "$mac_program" ] || cp "$mac_program" "$2/share/goready-mac"
	if [ -n "$mirror_url" ]; then
		cp "$work/mirror-state/bundle.pem" "$work"/mac-*.json "$2/share/"
	fi
	chmod -R a+rX "$2/share"
	rm -f "$2/upper/usr/lib/mac/log"/*
}

# As machine_warm. After mac_mirror_start.
mac_warm() # DIR
{
	local caches library=$1/home/Library/Caches
	caches=$(mac_caches) || return 0
	mkdir -p "$library" "$1/home/go"
	cp -a "$caches/go-build" "$library/" && cp -a "$caches/pkg" "$1/home/go/" &&
		chown 1000:1000 "$library" "$1/home/go"
}

mac_caches()
{
	local key
	key=mac-$(caches_key "$mac_go_version")
	testbed_make "caches-$key" "$testbed_cache/caches-$key" make_mac_caches \
		"$testbed_cache/caches-$key"
}

make_mac_caches() # FOLDER
{
	local m=$1.$$
	out=$m/out err=$m/err # in a subshell of testbed_make
	old_caches_go
	mac_new m2-out-of-the-box "$m" &&
		mac_ready "$m" apply --yes --profile /share/mac-profile.json </dev/null &&
		[ "$status" = 0 ] && keep_caches "$1" "$m" "$m/home/Library/Caches/go-build"
}

mac_forget() # DIR
{
	chmod -R u+w "$1" && rm -rf "$1"
}

in_mac() # DIR [NAME=VALUE...] -- COMMAND...
{
	local dir=$1
	shift
	[ ! -f "$dir/share/bundle.pem" ] || set -- SSL_CERT_FILE=/share/bundle.pem "$@"
	mac_run "$dir" "$@"
}

# goready as it is started in a new Terminal window; its output in $out and $err. stdin is ours.
mac_ready() # DIR ARGUMENTS...
{
	local dir=$1
	shift
	echo "\$ goready $*"
	in_mac "$dir" -- /bin/zsh -ilc 'exec "$@"' zsh /share/goready-mac "$@" >"$out" 2>"$err"
	status=$?
	tail -n 400 "$out" "$err"
	echo "(status $status)"
	return 0
}

# The ids of findings, sorted; of a machine's doctor --json, or of the captured one of that name.
mac_found() # FILE
{
	python3 -c 'import json, sys
print("\n".join(sorted(f["level"] + " " + f["id"] for f in json.load(open(sys.argv[1]))["findings"])))' \
		"$1"
}

mac_captured_found() # NAME
{
	sed -n 's/^\(problem\|warning\|note\) \([^ ]*\) .*/\1 \2/p' "$e2e_lib/../snap/$1/findings.txt" |
		sort
}

mac_home_list() # DIR
{
	home_list "$1" "${mac_stays[@]}" .zsh_history
}

# MODE TOOL PATH, in each way zsh and bash are started on a Mac.
mac_shell_matrix() # DIR
{
	local mode ask="for t in $mac_tools; do echo \"MODE \$t \$(command -v \$t)\"; done"
	while read -r mode; do
		in_mac "$1" -- $mode "${ask//MODE/${mode// /_}}" </dev/null 2>/dev/null
	done <<'MODES'
/bin/zsh -lc
/bin/zsh -ilc
MODES
	# Not at login, but inside one: a script, and a shell in a shell (tmux, an editor's terminal).
	for mode in "/bin/zsh -c" "/bin/zsh -ic" "/bin/zsh -ilc"; do
		in_mac "$1" -- /bin/zsh -ilc 'exec "$@"' zsh $mode "${ask//MODE/inside_${mode// /_}}" \
			</dev/null 2>/dev/null
	done
}

mac_check_shells() # NAME DIR REGEX: of `MODE TOOL PATH` lines
{
	local bad
	mac_shell_matrix "$2" >"$work/matrix"
	cat "$work/matrix"
	bad=$(grep -vE "$3" "$work/matrix")
	if [ -z "$bad" ] && [ "$(wc -l <"$work/matrix")" = 20 ]; then
		pass "$1"
	else
		fail "$1" "$(wc -l <"$work/matrix") lines; not so: $bad"
	fi
}

# Of all Mach-O files below a folder of the machine: each for this CPU.
mac_check_cpu() # NAME CPU FILE...
{
	local name=$1 cpu=$2 said bad=
	shift 2
	for said in "$@"; do
		file -bL "$said" | grep -q "Mach-O 64-bit $cpu executable" ||
			bad="$bad $said: $(file -bL "$said")"
	done
	if [ -z "$bad" ]; then pass "$name"; else fail "$name" "$bad"; fi
}

mac_check_untouched() # DIR
{
	local log=$1/upper/usr/lib/mac/log
	check "neither git nor clang was ever started" sh -c '! cat "$@" 2>/dev/null | grep .' sh \
		"$log/stubs" "$log/windows"
	check "every program of macOS that was started had a twin" sh -c '! cat "$@" 2>/dev/null | grep .' \
		sh "$log/no-twin"
}

# Names, modes, links and digests of all below folders.
mac_digest() # FOLDER...
{
	(cd / && find "$@" -printf '%p %y %m %U:%G %l %T@\n' | sort &&
		find "$@" -type f -print0 | sort -z | xargs -0 sha256sum)
}

# ---- what goready starts ---------------------------------------------------------------------------

# From now on all that it starts on this Mac is noted.
mac_note_commands() # DIR
{
	cp "${mac_program%/*}/started.so" "$1/share/"
	mac_also=(LD_PRELOAD=/share/started.so GOREADY_STARTED=/usr/lib/mac/log/started)
}

# Against tests/snap/started/NAME.txt (GOREADY_SNAP=write renews it).
mac_check_commands() # DIR PLAN NAME
{
	local golden=$checkout/tests/snap/started/$3.txt
	mac_also=()
	python3 "$e2e_lib/started.py" "$1/upper/usr/lib/mac/log/started" "$2" >"$work/started"
	[ "${GOREADY_SNAP:-}" != write ] || cp "$work/started" "$golden"
	check_same "what was started is what the plan says, and what is listed beside it" \
		"$golden" "$work/started"
}

# ---- the full screen -------------------------------------------------------------------------------

mac_tmux() { tmux -L "goready-mac-$$" -f /dev/null "$@"; }

mac_screen_start() # DIR ARGUMENTS...
{
	local dir=$1
	shift
	rm -f "$work/tui-status"
	cat >"$work/tui.sh" <<TUI
. "$e2e_lib/mac.sh"
mac_run "$dir" TERM=screen-256color SSL_CERT_FILE=/share/bundle.pem -- \
	/bin/zsh -ilc 'exec "\$@"' zsh /share/goready-mac $*
echo \$? >"$work/tui-status"
TUI
	mac_tmux new-session -d -s wizard -x 80 -y 24 "bash $work/tui.sh"
}

# A terminal in which this is typed; goready is on its PATH.
mac_type() # DIR LINE
{
	rm -f "$work/tui-status"
	mkdir -p "$1/share/bin" && ln -sf ../goready-mac "$1/share/bin/goready"
	cat >"$work/tui.sh" <<TUI
. "$e2e_lib/mac.sh"
mac_also=(${mac_also[*]})
mac_run "$1" TERM=screen-256color SSL_CERT_FILE=/share/bundle.pem -- \
	/bin/zsh -ilc 'PATH=/share/bin:\$PATH; exec /bin/zsh -i'
TUI
	mac_tmux new-session -d -s wizard -x 80 -y 24 "bash $work/tui.sh"
	mac_screen_waits 30 "[%#\$] *\$"
	mac_tmux send-keys -t wizard -l "$2"
	mac_tmux send-keys -t wizard Enter
}

mac_screen_waits() # SECONDS TEXT
{
	for _ in $(seq $(($1 * 2))); do
		mac_tmux capture-pane -p -t wizard >"$work/screen" 2>/dev/null
		grep -qiE -- "$2" "$work/screen" && return 0
		[ ! -f "$work/tui-status" ] || break
		sleep 0.5
	done
	[ "$1" -le 2 ] || cat "$work/screen" # a look, and not a wait
	return 1
}

mac_press() # KEY...
{
	local key
	for key in "$@"; do
		sleep 1
		mac_tmux send-keys -t wizard "$key"
	done
}

mac_agree() # TEXT: y until the screen shows it; a y that comes too soon after another key is none
{
	for _ in $(seq 30); do
		mac_press y
		! mac_screen_waits 1 "$1" || return 0
	done
	return 1
}

mac_screen_end()
{
	for _ in $(seq 60); do
		[ ! -f "$work/tui-status" ] || break
		sleep 0.5
	done
	mac_tmux kill-server 2>/dev/null
	[ -f "$work/tui-status" ]
}
