#!/bin/bash
# Machines that have something: fix heals each, the proof passes, what was good is kept, and undo
# restores.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
old=$(testbed_debian_old) || skip "Debian's old tools cannot be had here"
tree=$(testbed_go_tree) || skip "the official Go archive cannot be had here"
mirror_start

# The layer of a machine: what stands outside the home folder.
layer_debian() # Debian's own golang-go (1.19) and protobuf-compiler (3.21), as dpkg unpacks them
{
	cp -a "$old/." "$1/"
	rm -f "$1/usr/bin/protoc-gen-go"* # the legacy plugin is another machine's
}
layer_good_go() # a good Go that is on no PATH
{
	mkdir -p "$1/usr/local"
	cp -a "$tree" "$1/usr/local/go"
}
layer_goroot() { layer_good_go "$1"; }
layer_legacy() # the legacy plugin, first on PATH
{
	local plugin
	plugin=$(find "$old/usr/bin" -name 'protoc-gen-go*' -type f | head -n 1)
	mkdir -p "$1/usr/local/bin"
	cp "$plugin" "$1/usr/local/bin/protoc-gen-go"
}

prepare_goroot() # a GOROOT line that leads nowhere
{
	printf 'export GOROOT=/usr/local/go1.17\nexport PATH=$PATH:/usr/local/go/bin\nalias ll="ls -l"\n' \
		>"$1/home/.zshrc"
	chown 1000:1000 "$1/home/.zshrc"
}
prepare_debian() { :; }
prepare_good_go() { :; }
prepare_legacy() { :; }

heal() # KIND FINDING SENTENCE
{
	local m=$work/$1 kept=
	mkdir -p "$work/layer.$1"
	"layer_$1" "$work/layer.$1"
	machine_new "$m" "$work/layer.$1"
	"prepare_$1" "$m"
	machine_warm "$m"
	home_list "$m" "${stays[@]}" >"$work/start.$1"

	go_ready "$m" doctor --json </dev/null
	check_status "$3: doctor finds problems" 2
	check "$3: doctor finds $2" json_holds "$out" "any(f['id'] == '$2' for f in j['findings'])"
	go_ready "$m" fix --yes --plain --profile /share/profile.json </dev/null
	check_status "$3: fix heals it" 0
	go_ready "$m" prove --json </dev/null
	check "$3: the proof passes" json_holds "$out" 'j["ok"]'
	go_ready "$m" doctor --json </dev/null
	check "$3: $2 is gone, or no problem any more" json_holds "$out" \
		"not any(f['id'] == '$2' and f['level'] == 'problem' for f in j['findings'])"
	check_status "$3: doctor finds no problem" 0
	"kept_$1" "$m" "$3"
	go_ready "$m" undo --all --yes </dev/null
	check_status "$3: undo works" 0
	home_list "$m" "${stays[@]}" >"$work/undone.$1"
	check_same "$3: undo restores the home folder" "$work/start.$1" "$work/undone.$1"
	rm -rf "$m" "$work/layer.$1"
}

kept_debian()
{
	check "$2: Debian's own Go is still there" in_machine "$1" test -e /usr/lib/go-1.19/bin/go
}
kept_good_go()
{
	check "$2: the good Go is used, none is fetched" \
		in_machine "$1" zsh -lc 'test "$(readlink -f "$(command -v go)")" = /usr/local/go/bin/go'
	check "$2: no second Go was installed" \
		sh -c '! ls "$1"/home/.local/share/goready/tools 2>/dev/null | grep -q "^go-"' sh "$1"
}
kept_goroot()
{
	kept_good_go "$@"
	check "$2: the rest of .zshrc is kept" grep -q '^alias ll=' "$1/home/.zshrc"
	check "$2: the GOROOT line is gone" sh -c '! grep -q "^export GOROOT" "$1"' sh "$1/home/.zshrc"
}
kept_legacy()
{
	check "$2: the legacy plugin is kept" in_machine "$1" test -x /usr/local/bin/protoc-gen-go
}

heal debian go.too-old "Debian's own golang-go and protobuf-compiler"
heal good_go go.off-path "a good Go in /usr/local/go on no PATH"
heal goroot goenv.goroot "a GOROOT line in .zshrc that leads nowhere"
heal legacy plugin.legacy "the legacy protoc-gen-go first on PATH"
e2e_end
