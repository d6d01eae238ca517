#!/bin/bash
# Homebrew as the method, with brew's own code: from a machine without it to the proof and back; on
# one that has it and things of its own; and kegs and links that are broken, repaired.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
testbed_homebrew_installed >/dev/null || skip "$(testbed_homebrew_installed 2>&1 | tail -n 1)"
mirror_start
cellar=$homebrew_prefix/Cellar

mkdir -p "$work/mirror/homebrew" "$work/mirror/api/formula"
cp "$(testbed_homebrew_installer)" "$work/mirror/homebrew/install.sh"

share_profile() # DIR: Homebrew for all, its installer from the mirror
{
	cat >"$1/share/brew.json" <<PROFILE
{
  "schema": 1,
  "method": "homebrew",
  "homebrew": { "sources": ["$mirror_url/homebrew/install.sh"] },
  "shells": ["zsh", "bash", "fish"]
}
PROFILE
	chmod -R a+rX "$1/share"
}

# What the API says is what brew says of our formulas.
serve_formulas() # DIR: of a machine with brew
{
	local name
	for name in go protobuf protoc-gen-go protoc-gen-go-grpc; do
		homebrew_run "$1" info --json=v2 --formula "$name" |
			python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["formulae"][0]))' \
				>"$work/mirror/api/formula/$name.json" || return 1
	done
}

brew_has() # DIR: its formulae, on a line
{
	in_machine "$1" ls "$cellar" | tr '\n' ' ' | sed 's/ $//'
}

check_has() # NAME DIR FORMULAE
{
	local has
	has=$(brew_has "$2")
	if [ "$has" = "$3" ]; then pass "$1"; else fail "$1" "brew has: $has"; fi
}

check_brew_shells() # DIR
{
	local bad
	shell_matrix "$1" >"$work/matrix"
	cat "$work/matrix"
	bad=$(grep -vE "^[^ ]+ ([a-z-]+) $homebrew_prefix/bin/\1\$" "$work/matrix")
	if [ -z "$bad" ] && [ "$(wc -l <"$work/matrix")" = 40 ]; then
		pass "new zsh, bash and fish find all four tools in Homebrew's folder"
	else
		fail "new zsh, bash and fish find all four tools in Homebrew's folder" "$bad"
	fi
}

# ---- where there is none ----

h=$work/has
homebrew_goready "$h" installed || exit 1
check "the formulas tell of themselves as Homebrew's API does" serve_formulas "$h"

m=$work/m
homebrew_goready "$m" || exit 1
share_profile "$m"
machine_warm "$m"
stays+=(.cache/Homebrew)
in_machine "$m" mkdir -p /home/dev/.cache /home/dev/.config # what brew and go make by themselves
home_list "$m" "${stays[@]}" .config/go >"$work/start"
api="HOMEBREW_API_DOMAIN=$mirror_url/api"

go_ready "$m" "$api" apply --json --profile /share/brew.json </dev/null
check_status "apply without --yes shows the plan and stops" 2
check "the plan has the version that the formula gives" json_holds "$out" \
	'"go 1.26.8" in [s for s in j[0]["steps"] if s["id"] == "go.brew"][0]["summary"]'
check "and brew's call word by word, with undo by command" json_holds "$out" \
	'(lambda s: s["preview"]["argv"][1:] == ["install", "--formula", "go"] and s["undo"] == "command" and "HOMEBREW_NO_ASK=1" in s["preview"]["env"])([s for s in j[0]["steps"] if s["id"] == "go.brew"][0])'
check "nothing is there before it was agreed to" \
	in_machine "$m" sh -c "! ls $homebrew_prefix 2>/dev/null"

go_ready "$m" "$api" apply --yes --json --profile /share/brew.json </dev/null
check_status "apply --yes installs Homebrew and the tools, and proves them" 0
check "the installer and four formulae were steps of it" json_holds "$out" \
	'{"homebrew.fetch", "homebrew.install", "go.brew", "protoc.brew", "plugin.protoc-gen-go", "plugin.protoc-gen-go-grpc"} <= {e.get("id") for e in j if e.get("state") == "done"}'
check "the proof passed" json_holds "$out" \
	'[v for v in j if v["event"] == "verdict"] and all(v["ok"] for v in j if v["event"] == "verdict")'
check_has "brew has the tools and what they need" "$m" \
	"abseil go protobuf protoc-gen-go protoc-gen-go-grpc"
check_brew_shells "$m"
in_machine "$m" zsh -lc 'echo "$HOMEBREW_PREFIX"; brew --version' >"$work/said" 2>&1 </dev/null
check "a new zsh has what shellenv sets, and finds brew" \
	sh -c "grep -qx $homebrew_prefix '$work/said' && grep -q 'Homebrew $homebrew_version' '$work/said'"
go_ready "$m" doctor </dev/null
check_status "doctor finds no problem afterwards" 0
home_list "$m" >"$work/before"
offline go_ready "$m" apply --yes --json --profile /share/brew.json </dev/null
check_status "a second apply has nothing to do, without a network" 0
home_list "$m" >"$work/after"
check_same "a second apply writes nothing" "$work/before" "$work/after"
in_machine "$m" /share/goready history --json "$(ls "$m/home/.local/state/goready/runs" | tail -n 1)" \
	>"$work/journal.apply"

go_ready "$m" undo </dev/null
check_says "undo shows what brew will be asked" "brew uninstall --formula abseil protobuf"
check_says "and what stays" "Homebrew itself, in $homebrew_prefix"
check_has "undo without --yes changes nothing" "$m" \
	"abseil go protobuf protoc-gen-go protoc-gen-go-grpc"
go_ready "$m" undo --yes </dev/null
check_status "undo --yes works" 0
check_has "brew has lost what goready had installed" "$m" ""
home_list "$m" "${stays[@]}" .config/go >"$work/undone"
check_same "the home folder is as it was" "$work/start" "$work/undone"

# ---- where there is one, with things of its own ----

share_profile "$h"
machine_warm "$h"
homebrew_run "$h" install --formula abseil >/dev/null
in_machine "$h" sh -c "echo 'eval \"\$($homebrew_prefix/bin/brew shellenv bash)\"' >>~/.profile
	echo 'eval \"\$($homebrew_prefix/bin/brew shellenv zsh)\"' >>~/.zshenv"
printf '2\nno\nlist\nhomebrew\n\n\n\n\n\n\n\n\n\nyes\n\n' | go_ready "$h" "$api" TERM=dumb --plain
check_status "plain mode, step by step, with Homebrew chosen on its screen: done and proven" 0
check_says "the choice says what each way takes, and how it is undone" \
	"brew upgrade keeps them up to date. Undo uninstalls what came."
check_has "brew has the tools beside what it had" "$h" \
	"abseil go protobuf protoc-gen-go protoc-gen-go-grpc"
check "its folder was on PATH: no start file was changed" \
	sh -c "! grep -q goready '$h/home/.profile' '$h/home/.zshenv'"
go_ready "$h" undo --yes </dev/null
check_status "undo --yes works there too" 0
check_has "brew keeps what it had before" "$h" "abseil"

# ---- repairs ----

go_ready "$h" "$api" apply --yes --profile /share/brew.json </dev/null
check_status "the tools come back" 0
homebrew_run "$h" unlink protobuf
go_ready "$h" doctor --json </dev/null
check "doctor misses protoc once its links are gone" \
	json_holds "$out" 'any(f["id"] == "protoc.missing" for f in j["findings"])'
go_ready "$h" "$api" apply --yes --json --profile /share/brew.json </dev/null
check_status "a keg without links is linked" 0
check "by brew link, and nothing is downloaded" json_holds "$out" \
	'[s["preview"]["argv"][1:] for s in j[0]["steps"] if s["kind"] == "brew"] == [["link", "protobuf"]]'
go_ready "$h" undo --yes </dev/null
check "undo takes the links away again, and the keg stays" in_machine "$h" sh -c \
	"[ ! -e $homebrew_prefix/bin/protoc ] && [ -e $cellar/protobuf ]"
homebrew_run "$h" link protobuf

in_machine "$h" rm "$homebrew_prefix/bin/protoc"
go_ready "$h" "$api" apply --yes --profile /share/brew.json </dev/null
check_status "a link that somebody removed, which brew link does not see, comes back" 0
check "and protoc runs" in_machine "$h" "$homebrew_prefix/bin/protoc" --version

in_machine "$h" rm -rf "$cellar/protobuf"
go_ready "$h" doctor --json </dev/null
check "doctor sees links whose keg is gone" \
	json_holds "$out" 'any(f["id"] == "brew.broken-keg" for f in j["findings"])'
go_ready "$h" "$api" fix brew.broken-keg --yes --profile /share/brew.json </dev/null
check_status "fix brings a missing keg back, and the proof passes" 0
check_has "brew has it again" "$h" "abseil go protobuf protoc-gen-go protoc-gen-go-grpc"

in_machine "$h" sh -c "rm $homebrew_prefix/bin/protoc-gen-go
	ln -s ../Cellar/protoc-gen-go/9.9/bin/protoc-gen-go $homebrew_prefix/bin/protoc-gen-go"
go_ready "$h" "$api" fix --yes --profile /share/brew.json </dev/null
check_status "fix repairs a broken link" 0
check "and the program runs" in_machine "$h" "$homebrew_prefix/bin/protoc-gen-go" --version

# ---- what cannot work ----

cat >"$h/share/exact.json" <<'PROFILE'
{"go": {"version": "1.27.2", "method": "homebrew"}}
PROFILE
chmod a+r "$h/share/exact.json"
homebrew_run "$h" uninstall --formula go >/dev/null
go_ready "$h" "$api" apply --yes --profile /share/exact.json </dev/null
check_status "an exact version that the formula does not give is refused" 1
check_says "with what it gives, and a way out" "Homebrew gives go 1.26.8, and exactly 1.27.2"
printf 'echo not Homebrew\n' >"$work/mirror/homebrew/install.sh"
n=$work/n
homebrew_goready "$n" || exit 1
share_profile "$n"
go_ready "$n" "$api" apply --yes --profile /share/brew.json </dev/null
check_status "an installer with other bytes is not run" 1
check_says "and the checksum is what is wrong" "checksum"
check "nothing of it is there" in_machine "$n" sh -c "! ls $homebrew_prefix 2>/dev/null"
e2e_end
