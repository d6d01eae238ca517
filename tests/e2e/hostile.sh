#!/bin/bash
# What others control: words of children, lists of servers, temp folders, archives, addresses.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/standin.sh"

# ---- what a child says reaches no terminal raw, and JSON stays JSON ------------------------------------
standin_install='printf "\033]0;owned\007\033[2J\033]52;c;cm0gLXJm\007 bad \233 \377 \342\200\256 txet\n" >&2; exit 1'
standin_new
go_here apply --yes --profile "$profile"
check_status "a child that fails takes the run back" 1
check "none of its escape sequences is printed" sh -c '! LC_ALL=C grep -q "$(printf "\033")" "$1" "$2"' sh "$out" "$err"
check_says "its words are" "bad"
go_here apply --yes --json --profile "$profile"
check "each line of apply --json is JSON in UTF-8" python3 -c 'import json, sys
for line in open(sys.argv[1], "rb"): json.loads(line.decode("utf-8"))' "$out"

# ---- goready is killed while a build runs ---------------------------------------------------------------
standin_install='sleep 2; mkdir -p "$GOBIN"; echo late >"$GOBIN/late"'
standin_new
standin_snapshot >"$work/before"
env -i HOME="$home" PATH=/usr/bin:/bin TMPDIR="$work/tmp" SHELL=/bin/bash "$goready" apply --yes \
	--profile "$profile" >"$out" 2>"$err" </dev/null &
victim=$!
for _ in $(seq 300); do
	ls -d "$home/go/bin/.goready-"* >/dev/null 2>&1 && break
	sleep 0.1
done
sleep 0.3
kill -9 "$victim"
wait "$victim" 2>/dev/null
go_here undo --yes
check_status "undo after a kill" 0
sleep 3
standin_snapshot >"$work/after"
check_same "nothing writes on afterwards" "$work/before" "$work/after"
standin_install=:

# ---- a temp folder that others may exchange --------------------------------------------------------------
if [ "$(id -u)" = 0 ]; then
	standin_home
	chmod 777 "$work/tmp"
	echo 'sleep 0.2' >>"$home/.bashrc"
	python3 - "$work/tmp" <<'PY' &
import glob, os, sys, time
tmp, end = sys.argv[1], time.time() + 12
os.setgid(65534)
os.setuid(65534)
seen = set()
while time.time() < end:
    for folder in glob.glob(tmp + "/goready-*"):
        if folder in seen or folder.endswith("-away"):
            continue
        seen.add(folder)
        time.sleep(0.05)
        try:
            os.rename(folder, folder + "-away")
            os.mkdir(folder, 0o755)
            for name in (".bashrc", ".profile", ".bash_profile"):
                with open(folder + "/" + name, "w") as out:
                    out.write("id >%s/owned 2>&1\n" % tmp)
        except OSError:
            pass
    time.sleep(0.001)
PY
	standin_pids="$standin_pids $!"
	go_here apply --yes --profile "$profile"
	check "another user's start file is not run" test ! -e "$work/tmp/owned"

	# ---- root in the home of another ------------------------------------------------------------------
	standin_home
	chown -R 4242:4242 "$home"
	go_here apply --yes --profile "$profile"
	check_status "root in another's home is refused" 1
	check_says "with the right command" "sudo -H goready"
	check "and leaves no file of root there" sh -c '[ -z "$(find "$1" -uid 0)" ]' sh "$home"
fi

# ---- public mirrors are not told of anybody unasked ------------------------------------------------------
standin_home
python3 - "$work/proxy-port" "$work/proxy-log" <<'PY' &
import socket, sys
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(50)
with open(sys.argv[1], "w") as out:
    out.write(str(server.getsockname()[1]))
while True:
    client = server.accept()[0]
    with open(sys.argv[2], "ab") as log:
        log.write(client.recv(4096).split(b"\r\n")[0] + b"\n")
    client.sendall(b"HTTP/1.1 403 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    client.close()
PY
standin_pids="$standin_pids $!"
while [ ! -s "$work/proxy-port" ]; do sleep 0.05; done
touch "$work/proxy-log"
here=(https_proxy="http://127.0.0.1:$(cat "$work/proxy-port")")
go_here apply --profile "$profile"
here=()
check "an apply that may take none asks no public mirror" \
	sh -c '! grep -q CONNECT "$1"' sh "$work/proxy-log"

# ---- bootstrap with wget alone ---------------------------------------------------------------------------
standin_home
mkdir -p "$work/wget"
for tool in sh uname od sed fold tr cat rm rmdir mkdir id sleep tail grep cut tar printf sha256sum \
	dirname env date kill awk; do
	ln -sf "$(readlink -f "$(command -v "$tool")")" "$work/wget/$tool" 2>/dev/null
done
cat >"$work/wget/wget" <<W
#!/bin/sh
echo "\$@" >>"$work/wget-asked"
echo "  Location: http://example.invalid/x"
exit 8
W
chmod +x "$work/wget/wget"
env -i HOME="$home" PATH="$work/wget" /bin/sh "$checkout/packaging/bootstrap" --no-start \
	--from https://release.invalid/r >"$out" 2>"$err" </dev/null
check "wget follows nothing by itself" grep -q -- --max-redirect=0 "$work/wget-asked"
check "and is not sent to an open address" sh -c '! grep -q http://example "$1"' sh "$work/wget-asked"
check_says "which is said" "without encryption"
e2e_end
