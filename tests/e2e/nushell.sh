#!/bin/bash
# A bare machine whose user lives in nushell: every new nu finds the tools, the proof passes in what
# nu gives, an open nu is helped, and undo restores its files byte for byte.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
nu=$(testbed_nu) || skip "nushell cannot be had here"
mirror_start
m=$work/m
mkdir -p "$work/layer/usr/local/bin"
cp "$nu/nu" "$work/layer/usr/local/bin/nu"
machine_new "$m" "$work/layer"
machine_warm "$m"
sed 's/"shells": .*/"shells": ["bash", "nu"]/' "$m/share/profile.json" >"$m/share/nu.json"

# Files as people have them: one that takes in another, a command of a tool's name, no last newline.
config=$m/home/.config/nushell
mkdir -p "$config/own"
printf 'source own/extra.nu\ndef protoc [] { print mine }\n$env.PATH = ($env.PATH | append "/opt/x")' \
	>"$config/config.nu"
printf 'alias ll = ls --long\n' >"$config/own/extra.nu"
chown -R 1000:1000 "$m/home/.config"
chmod 600 "$config/config.nu"
home_list "$m" "${stays[@]}" >"$work/start"

lives_in_nu=SHELL=/usr/local/bin/nu
go_ready "$m" $lives_in_nu doctor </dev/null
check_status "doctor finds problems" 2
home_list "$m" "${stays[@]}" >"$work/looked"
check_same "and leaves the home folder as it is" "$work/start" "$work/looked"

go_ready "$m" $lives_in_nu apply --yes --json --profile /share/nu.json </dev/null
check_status "apply --yes rehearses in nu, and ends with status 0" 0
check "the plan edits config.nu" json_holds "$out" \
	'any(s["id"] == "shell.config.nu" for s in j[0]["steps"])'
check "the proof passed in what nu gives" json_holds "$out" \
	'[v for v in j if v["event"] == "verdict"] and all(v["ok"] for v in j if v["event"] == "verdict")'
check "what stood in config.nu stands there still" grep -q '^source own/extra.nu$' "$config/config.nu"
home_list "$m" "${stays[@]}" >"$work/applied"

# nu makes files beside its own at every start: it gets a copy of the settings, and the copy goes.
nu_says() # OPTION... COMMANDS
{
	in_machine "$m" sh -c 'd=$(mktemp -d) && cp -a ~/.config "$d/config" &&
		XDG_CONFIG_HOME=$d/config nu "$@"; rm -rf "$d"' sh "$@" </dev/null
}
each='for t in [go protoc protoc-gen-go protoc-gen-go-grpc] {
	print (which --all $t | where type == external | get path | first) }'
cat >"$work/expected" <<'EXPECTED'
/home/dev/.local/share/goready/bin/go
/home/dev/.local/share/goready/bin/protoc
/home/dev/go/bin/protoc-gen-go
/home/dev/go/bin/protoc-gen-go-grpc
EXPECTED
nu_says -l -c "$each" >"$work/login" 2>&1
check_same "a new login nu finds all four tools where goready put them" "$work/expected" "$work/login"
nu_says -e "$each; exit" >"$work/typed" 2>&1
check_same "and so does one at a terminal" "$work/expected" "$work/typed"
check "a program started from it finds them too" \
	nu_says -l -c '^sh -c "go version && protoc --version && protoc-gen-go --version"'
check "what the user put on PATH is there" nu_says -l -c 'if "/opt/x" not-in $env.PATH { exit 1 }'

# A nu that was open before.
go_ready "$m" $lives_in_nu env --shell nu </dev/null
cp "$out" "$m/share/env.nu" && chmod a+r "$m/share/env.nu"
nu_says -c "source /share/env.nu; $each" >"$work/open" 2>&1
check_same "an open nu that takes in what env --shell nu says finds them" "$work/expected" "$work/open"
nu_says -c '$env.PATH = (^/share/goready env --shell json | from json | get path | append $env.PATH | uniq)
	'"$each" >"$work/pasted" 2>&1
check_same "and so does one into which the line of the last page is pasted" \
	"$work/expected" "$work/pasted"

go_ready "$m" $lives_in_nu doctor --shells --json </dev/null
check_status "doctor --shells finds no problem" 0
go_ready "$m" $lives_in_nu apply --yes --profile /share/nu.json </dev/null
check_status "a second apply does nothing" 0
home_list "$m" "${stays[@]}" >"$work/again"
check_same "and changes nothing" "$work/applied" "$work/again"

go_ready "$m" undo --all --yes </dev/null
check_status "undo works" 0
home_list "$m" "${stays[@]}" >"$work/undone"
check_same "undo restores the home folder" "$work/start" "$work/undone"
e2e_end
