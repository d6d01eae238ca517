#!/bin/bash
# Two real Gos, 1.26.8 as the official archive and 1.27.2 as the toolchain module: upgrade, rollback, use,
# use --here, prune and uninstall, each to its end and then killed at its effects, again and again for
# $LONG_SECONDS. Going on leads to where it was to lead, undo to the home that was, byte for byte.
. "$(dirname "$0")/../lib/e2e.sh"
older=$testbed_go_version newer=1.27.2
proxy=$(testbed_network_env | sed -n 's/^GOPROXY=//p' | sed 's/[,|].*//')
curl -fsS -o /dev/null "$proxy/golang.org/toolchain/@v/v0.0.1-go$newer.linux-amd64.mod" ||
	skip "no GOPROXY that has Go $newer"
machine_begin
# What both of them compile, kept by an earlier run of this test; else what the older one does.
warm=$testbed_cache/caches-$(caches_key "$older and $newer")
if [ -d "$warm" ]; then
	mkdir -p "$m/home/.cache" "$m/home/go"
	cp -a "$warm/go-build" "$m/home/.cache/" && cp -a "$warm/pkg" "$m/home/go/"
	chown 1000:1000 "$m/home/.cache" "$m/home/go"
else
	machine_warm "$m"
fi
cc -shared -fPIC -O1 -o "$m/share/faults.so" "$checkout/tests/preload/faults.c" -ldl || skip "no C compiler here"
sed -e "s/\"version\": \"$older\", \"sources\": .*\]/\"version\": \"$newer\", \"sources\": [\"goproxy\"]/" \
	"$m/share/profile.json" >"$m/share/newer.json"
chmod a+r "$m"/share/*

# A project of the user's, and goready typed in it.
mkdir -p "$m/home/app"
printf '// A service.\nmodule example.com/app // ours\r\n\ngo 1.26 // at least\n\nrequire (\n)' >"$m/home/app/go.mod"
printf 'package main\n\nfunc main() {}\n' >"$m/home/app/main.go"
chown -R 1000:1000 "$m/home/app"
# The first process of a machine cannot kill itself: goready is the child of a shell.
printf '#!/bin/sh\n/share/goready "$@"\nexit $?\n' >"$m/share/as_child"
printf '#!/bin/sh\ncd /home/dev/app\n/share/goready "$@"\nexit $?\n' >"$m/share/in_app"
chmod a+rx "$m/share/as_child" "$m/share/in_app"

runs=$m/home/.local/state/goready/runs
apart=(go/pkg .cache/go-build .local/share/goready/tools) # what goready never changes in place, or Go's own

# The home, and with it what is left out of lists: journals and downloads.
save() # NAME
{
	rm -rf "$work/saved.$1" && mkdir -p "$work/saved.$1"
	tar -C "$m/home" "${apart[@]/#/--exclude=./}" -cf "$work/saved.$1/home.tar" .
	[ ! -d "$m/home/.local/share/goready/tools" ] ||
		cp -al "$m/home/.local/share/goready/tools" "$work/saved.$1/tools"
	home_list "$m" "${stays[@]}" >"$work/list.$1"
}

restore() # NAME
{
	mkdir -p "$work/aside"
	mv "$m/home/go/pkg" "$work/aside/pkg" && mv "$m/home/.cache/go-build" "$work/aside/go-build"
	find "$m/home" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
	tar -C "$m/home" -xpf "$work/saved.$1/home.tar"
	[ ! -d "$work/saved.$1/tools" ] ||
		cp -al "$work/saved.$1/tools" "$m/home/.local/share/goready/tools"
	mkdir -p "$m/home/.cache" "$m/home/go" && chown 1000:1000 "$m/home/.cache" "$m/home/go"
	mv "$work/aside/pkg" "$m/home/go/pkg" && mv "$work/aside/go-build" "$m/home/.cache/go-build"
}

is_as() # NAME
{
	home_list "$m" "${stays[@]}" >"$work/now"
	cmp -s "$work/list.$1" "$work/now"
}

must_be_as() # NAME SENTENCE
{
	is_as "$1" || check_same "$2" "$work/list.$1" "$work/now"
}

must_end() # STATUS SENTENCE
{
	[ "$status" = "$1" ] || fail "$2" "status $status, expected $1: $(last_lines)"
}

uses() { [ "$(in_machine "$m" bash -lc "$1" </dev/null 2>/dev/null | cut -d' ' -f3)" = "go$2" ]; }

typed() # NAME=VALUE... -- ARGUMENTS...
{
	go_ready "$m" "$@" </dev/null
}

# ---- what is typed, from which home it starts, and to which it leads ----

of_upgrade=(upgrade go --yes --profile /share/newer.json) from_upgrade=one to_upgrade=two
of_rollback=(rollback go --yes) from_rollback=two to_rollback=one
of_use=(use "$older" --yes --profile /share/profile.json) from_use=two to_use=used
of_here=(use "$newer" --here --yes) from_here=one to_here=here
of_prune=(prune --yes) from_prune=two to_prune=pruned
of_uninstall=(uninstall --yes) from_uninstall=two to_uninstall=start
operations="upgrade rollback use here prune uninstall"
declare -A points=() tried=() bad=()

get() { eval "printf '%s\n' \"\${$1}\""; }

act() # OPERATION [NAME=VALUE...]
{
	local -n words=of_$1
	local machine_goready=/share/as_child
	[ "$1" != here ] || machine_goready=/share/in_app
	shift
	typed "$@" -- "${words[@]}"
}

counted() # OPERATION: undisturbed, and how many effects that has
{
	restore "$(get "from_$1")"
	act "$1" LD_PRELOAD=/share/faults.so FAULT_COUNT=/home/dev/.effects
	check_status "$1, undisturbed" 0
	[ -s "$m/home/.effects" ] || skip "nothing can be loaded before this program: it is static"
	points[$1]=$(cat "$m/home/.effects")
	rm -f "$m/home/.effects"
}

save start
typed apply --yes --profile /share/profile.json
check_status "Go $older is put on a bare machine" 0
check "new shells have it" uses 'go version' "$older"
save one
counted upgrade
check "after the upgrade they have $newer" uses 'go version' "$newer"
check "the tree of before is still there" test -x "$m/home/.local/share/goready/tools/go-$older/bin/go"
save two
counted rollback
check "after rollback they have $older again" uses 'go version' "$older"
must_be_as one "rollback leads back to the byte"
counted use
check "use leads to the one that is named" uses 'go version' "$older"
save used
counted here
check "in the project go is the one that was named" uses 'cd ~/app && go version' "$newer"
check "and elsewhere it is the one in use" uses 'go version' "$older"
save here
if [ ! -d "$warm" ]; then
	mkdir -p "$warm.$$" && cp -a "$m/home/.cache/go-build" "$m/home/go/pkg" "$warm.$$/" && mv "$warm.$$" "$warm"
fi
counted prune
check "what is in use stays" uses 'go version' "$newer"
check "what is not is gone" test ! -e "$m/home/.local/share/goready/tools/go-$older"
save pruned
counted uninstall
must_be_as start "uninstall leads back to the byte"

# ---- killed ----

killed() # OPERATION
{
	local point=$((RANDOM % points[$1] + 1)) from to before name
	from=$(get "from_$1") to=$(get "to_$1")
	name="$1, killed at effect $point of ${points[$1]}"
	restore "$from"
	before=$(ls "$runs" | wc -l)
	act "$1" LD_PRELOAD=/share/faults.so FAULT_AT=$point FAULT_DO=kill
	tried[$1]=$((${tried[$1]:-0} + 1))
	if [ "$1" = upgrade ] || [ "$1" = use ] || [ "$1" = here ] && [ $((tried[$1] % 2)) = 0 ]; then
		# Without a run of its own there is nothing to take back yet.
		if [ "$(ls "$runs" | wc -l)" != "$before" ] && ! is_as "$from"; then
			typed undo --yes
			must_end 0 "$name: undo"
		fi
		must_be_as "$from" "$name: undo leads back to the byte"
	else
		if [ "$1" = rollback ] && is_as "$to"; then
			status=0 # it was all done, and there is no other run to roll back
		else
			act "$1"
		fi
		must_end 0 "$name: going on"
		must_be_as "$to" "$name: going on leads to its end"
	fi
	[ -z "$(ls "$m/upper/tmp" 2>/dev/null | grep goready)" ] ||
		fail "$name: left in the temp folder" "$(ls "$m/upper/tmp")"
}

until=$((SECONDS + ${LONG_SECONDS:-600}))
while [ $SECONDS -lt $until ]; do
	for operation in $operations; do
		[ $SECONDS -lt $until ] || break
		failed=$e2e_failed e2e_failed=0
		killed "$operation"
		bad[$operation]=$((${bad[$operation]:-0} + e2e_failed))
		e2e_failed=$((failed | e2e_failed))
	done
done
for operation in $operations; do
	[ -z "${tried[$operation]:-}" ] ||
		pass "$operation: ${points[$operation]} effects, killed at ${tried[$operation]}, ${bad[$operation]} bad"
done
e2e_end
