#!/bin/bash
# Without any mirror of ours, and without a profile: Go as the toolchain module from the GOPROXY that
# this machine has, protoc from a Maven repository's files, defaults for everything else.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
maven=$(testbed_maven) || skip "protoc's Maven files cannot be had here"
proxy=$(testbed_network_env | sed -n 's/^GOPROXY=//p' | sed 's/[,|].*//')
case $proxy in
http*) ;;
*) skip "no GOPROXY on this machine" ;;
esac
curl -fsS -o /dev/null "$proxy/golang.org/toolchain/@v/v0.0.1-go1.27.2.linux-amd64.mod" ||
	skip "the GOPROXY of this machine does not answer"

# A Maven repository is a folder of files behind an address; ours is on loopback.
mirror_start
cp -a "$maven/." "$work/mirror/maven2/"
m=$work/m
machine_new "$m"
rm -f "$m/share/profile.json"
# Without a profile, the shells are the login shell and those that have a start file already.
mkdir -p "$m/home/.config/fish"
echo '# mine' | tee "$m/home/.zshrc" >"$m/home/.config/fish/config.fish"
chown -R 1000:1000 "$m/home"
home_list "$m" "${stays[@]}" >"$work/start"

go_ready "$m" apply --yes --json --source "protoc=maven:$mirror_url/maven2" \
	--source go=goproxy </dev/null
check_status "apply works with the toolchain module and Maven's files" 0
check "the proof passed" json_holds "$out" \
	'[v for v in j if v["event"] == "verdict"] and all(v["ok"] for v in j if v["event"] == "verdict")'
check "Go came as the module, its h1 in the plan" json_holds "$out" \
	'any("h1:" in str(s.get("preview")) for s in j[0]["steps"])'
check "it is Go 1.27.2" sh -c '"$1" version | grep -q "go1\.27\.2 "' sh \
	"$m/home/.local/share/goready/tools/go-1.27.2/bin/go"
check_shells "$m"
go_ready "$m" doctor </dev/null
check_status "doctor finds no problem" 0
go_ready "$m" undo --yes </dev/null
check_status "undo works" 0
home_list "$m" "${stays[@]}" >"$work/undone"
check_same "undo leaves the home folder as it was" "$work/start" "$work/undone"
e2e_end
