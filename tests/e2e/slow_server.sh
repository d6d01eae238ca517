#!/bin/bash
# A server that gives each connection little: a second one brings what is further on, and what both have
# brought when goready is killed is not fetched again.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/standin.sh"
standin_new

# Go's archive with so much in it that it takes a while: fifteen seconds over one connection.
mkdir -p "$work/more/go"
head -c 6000000 /dev/urandom >"$work/more/go/noise"
gunzip "$www"/go1*.tar.gz
tar -rf "$www"/go1*.tar -C "$work/more" go/noise
gzip "$www"/go1*.tar
go_sha256=$(sha256sum "$www"/go1*.tar.gz | cut -d' ' -f1)
state=$work/state
python3 "$e2e_lib/mirror.py" --http --root "$www" --state "$state" --fault '/go1*=slow:400000' \
	>"$work/mirror.log" 2>&1 &
standin_pids="$standin_pids $!"
for _ in $(seq 600); do [ ! -f "$state/url" ] || break; sleep 0.05; done
standin_profile "$(cat "$state/url")/{file}"

go_here apply --yes --profile "$profile" &
runs=$!
for _ in $(seq 1200); do
	set -- "$home"/.cache/goready/go1*.part.1
	[ ! -s "$1" ] && kill -0 "$runs" 2>/dev/null || break
	sleep 0.05
done
check "a second connection brings what is further on" test -s "$1"
sleep 0.5
kill -KILL "$(pgrep -P "$runs")"
wait "$runs" 2>/dev/null
check "it is still there after a kill" test -s "$1"

for _ in $(seq 200); do # the mirror notes a request when it is over
	! grep '"GET", "path": "/go1' "$state/requests.jsonl" | grep -q '"range": null' || break
	sleep 0.05
done
before=$(grep -c . "$state/requests.jsonl")
go_here apply --yes --profile "$profile"
check_status "the next apply installs it" 2 # the stand-in's proof fails
check "with the bytes as they were packed" \
	cmp "$work/more/go/noise" "$home/.local/share/goready/tools/go-1.27.2/noise"
tail -n +$((before + 1)) "$state/requests.jsonl" | grep '"GET", "path": "/go1' >"$work/asked"
check "of what was there nothing is fetched again" \
	sh -c '[ -s "$1" ] && ! grep "\"range\": null" "$1"' sh "$work/asked"
check "no part is left" sh -c '! ls "$1" | grep part' sh "$home/.cache/goready"
e2e_end
