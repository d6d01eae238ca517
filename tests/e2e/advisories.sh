#!/bin/bash
# Known holes in a release's libraries: the list is renewed from Debian's tracker (here one on
# loopback), and sources in which one of them is open are refused.
. "$(dirname "$0")/../lib/e2e.sh"
copy=$work/packaging sources=$work/sources
mkdir -p "$sources"
cp -r "$checkout/packaging" "$copy"

# Sources as packaging/release unpacks them: what is mended stands in the changelog beside the patches.
python3 - "$copy" "$sources" <<'PY'
import json, os, sys
packaging, sources = sys.argv[1:]
advisories = json.load(open(packaging + "/advisories.json"))["libraries"]
for name, holes in advisories.items():
    os.makedirs(f"{sources}/{name}.patches/debian")
    with open(f"{sources}/{name}.patches/debian/changelog", "w") as out:
        out.write(f"{name} (1.0-2) stable; urgency=high\n\n")
        out.writelines(f"  * Mend {cve}.\n" for cve in sorted(holes))
PY
check "sources in which all is mended are taken" "$copy/sources.py" check "$sources"

grep -q CVE-2023-38545 "$copy/advisories.json" || fail "the list knows the hole in SOCKS"
sed -i '/CVE-2023-38545/d' "$sources/curl.patches/debian/changelog"
"$copy/sources.py" check "$sources" >"$out" 2>"$err" && status=0 || status=$?
check_status "an older version put back is refused" 1
check_says "and the hole is named" "curl 7.88.1: CVE-2023-38545"
rm -r "$sources/curl.patches"
"$copy/sources.py" check "$sources" >"$out" 2>"$err" && status=0 || status=$?
check_status "so are sources without patches" 1

mkdir -p "$sources/curl.patches/debian"
python3 - "$copy/advisories.json" >"$sources/curl.patches/debian/changelog" <<'PY'
import json, sys
print("curl (1.0-2) stable; urgency=high\n")
for cve in json.load(open(sys.argv[1]))["libraries"]["curl"]: print("  *", cve)
PY

# ---- the tracker says more -------------------------------------------------------------------------------
mkdir -p "$work/tracker"
cat >"$work/tracker/json" <<'J'
{"curl": {"CVE-2099-0001": {"releases": {"bookworm": {"status": "open", "urgency": "not yet assigned"}}},
          "CVE-2099-0002": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "0"}}},
          "CVE-2099-0003": {"releases": {"bookworm": {"status": "open", "urgency": "unimportant"}}},
          "TEMP-1-2": {"releases": {"bookworm": {"status": "open"}}}},
 "cjson": {"CVE-2099-0004": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "9.9-1"}}}}}
J
python3 - "$work/tracker" "$work/port" <<'PY' &
import functools, http.server, os, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.HTTPServer(("127.0.0.1", 0), handler)
with open(sys.argv[2] + ".new", "w") as out: out.write(str(server.server_address[1]))
os.rename(sys.argv[2] + ".new", sys.argv[2])
server.handle_request()
PY
mirror_pid=$!
while [ ! -s "$work/port" ]; do sleep 0.05; done
env -u http_proxy "$copy/renew-advisories" --tracker "http://127.0.0.1:$(cat "$work/port")/json" >"$out" 2>"$err" && status=0 || status=$?
check_status "the list is renewed from a tracker" 0
check_says "and says what is new" "curl: 1 more: CVE-2099-0001"
"$copy/sources.py" check "$sources" >"$out" 2>"$err" && status=0 || status=$?
check_status "a hole that is open refuses the release" 1
check_says "which says that nobody has mended it" "CVE-2099-0001, not mended anywhere yet"
check_says "one that is mended later says where" "CVE-2099-0004, mended in 9.9-1"
check "what never had it, or matters nowhere, is left out" sh -c '! grep -qE "2099-0002|2099-0003|TEMP" "$1"' sh "$copy/advisories.json"
python3 - "$copy/sources.json" <<'PY'
import json, sys
pins = json.load(open(sys.argv[1]))
for library in pins["libraries"]:
    if library["name"] in ("curl", "cjson"):
        library["not_affected"] = {"CVE-2099-0001": "not built", "CVE-2099-0004": "not built"}
json.dump(pins, open(sys.argv[1], "w"))
PY
check "said to have no effect, with the reason, it is taken" "$copy/sources.py" check "$sources"
e2e_end
