#!/bin/bash
# What can go wrong with a download: each ends with status 1, a message with a remedy, and nothing
# left but the journal and (except after a wrong checksum) the download to go on with.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
home_list "$m" "${stays[@]}" >"$work/start"
go_file=/go/$testbed_go_file

apply_with() # FAULT...
{
	rm -rf "$m/home/.cache/goready"
	mirror_faults "$@"
	go_ready "$m" apply --yes --profile /share/profile.json </dev/null
}

check_nothing_left() # NAME
{
	home_list "$m" "${stays[@]}" >"$work/now"
	check_same "$1: nothing is left but journal and download" "$work/start" "$work/now"
}

apply_with "$go_file=wrong"
check_status "a wrong checksum: status 1" 1
check_says "a wrong checksum: the message says so" "checksum"
check_says "a wrong checksum: the message names the source" "${mirror_url#https://}"
check_nothing_left "a wrong checksum"
check "a wrong checksum: the bytes are deleted" \
	sh -c '! ls "$1" | grep -q "^go1"' sh "$m/home/.cache/goready"

apply_with "$go_file=html"
check_status "a web page instead of the archive: status 1" 1
check_says "a web page: the message says so" "web page"
check_says "a web page: the remedy is there" "log in"
check_nothing_left "a web page"

apply_with "$go_file=cut:30000000"
check_status "a server that breaks off at half: status 1" 1
check_says "a server that breaks off: the message says so" "broke"
check_nothing_left "a server that breaks off"
check "a server that breaks off: the part is kept" \
	sh -c 'find "$1" -size +10M -type f | grep -q .' sh "$m/home/.cache/goready"

# The next try goes on where it broke. One plugin comes as an archive, that of the other is not there.
: >"$work/mirror-state/requests.jsonl"
mirror_faults
machine_warm "$m"
profile_with_archives "$m"
mirror_faults "/plugins/protoc-gen-go-grpc*=status:404"
go_ready "$m" apply --yes --json --profile /share/archives.json </dev/null
check_status "after a break: the next try works" 0
check "a plugin is put in place as its archive has it" \
	cmp "$(testbed_proof_tools)/protoc-gen-go" "$m/home/go/bin/protoc-gen-go"
check "one whose archive is not there is compiled, and that is said" json_holds "$out" \
	'any("go install compiles it" in n for e in j for n in e.get("notes", [])) and j[-1]["ok"]'
check "after a break: only the rest was fetched" \
	grep -q '"range": "bytes=[1-9][0-9]*-".*"status": 206' "$work/mirror-state/requests.jsonl"
go_ready "$m" undo --yes </dev/null
check_nothing_left "after undo"

rm -rf "$m/home/.cache/goready"
offline go_ready "$m" apply --yes --profile /share/profile.json </dev/null
check_status "no network at all: status 1" 1
check_says "no network at all: the message says so" "reached"
check_nothing_left "no network"

# The authority of the mirror is not known.
rm "$m/share/bundle.pem"
mirror_faults
go_ready "$m" apply --yes --profile /share/profile.json </dev/null
check_status "an unknown certificate: status 1" 1
check_says "an unknown certificate: the remedy names the variable" "SSL_CERT_FILE"
check_nothing_left "an unknown certificate"
e2e_end
