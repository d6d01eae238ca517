#!/bin/bash
# goready bench as it is typed, with tools that are shell scripts: a second a run.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/standin.sh"
standin_new

mkdir -p "$home/tools"
cat >"$home/tools/go" <<'GO'
#!/bin/sh
case $1 in
build) mkdir -p "$GOCACHE"; [ ! -e "$HOME/slow" ] || sleep 60; echo program >"$4" ;;
run) printf '%s\n' 100 200 300 ;;
env) echo go1.27.2 ;;
esac
GO
printf '#!/bin/sh\nmkdir -p hellopb; : >hellopb/hello.pb.go; : >hellopb/hello_grpc.pb.go\n' >"$home/tools/protoc"
printf '#!/bin/sh\nexit 0\n' | tee "$home/tools/protoc-gen-go" >"$home/tools/protoc-gen-go-grpc"
chmod +x "$home"/tools/*
printf 'PATH=%s:$PATH\n' "$home/tools" >"$home/.profile"
cd "$work" || exit 1
standin_snapshot >"$work/before"

go_here bench --json monday.json --svg monday.svg --seconds 2
check_status "it measures" 0
check "the report is in the file" test -s monday.json
check_schema "it keeps to its schema" bench monday.json
check "the picture is XML" python3 -c 'import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])' monday.svg
check_says "each measure is told" "Size of the server: 8 B"
check_says "and the machine" "This machine: "
go_here bench --against monday.json --seconds 1
check_status "it compares" 0
check_says "with what is in the file" "Compared with: "
check_says "a size that is the same is said to be that" "there 8 B: the same"
go_here bench --json --seconds 1
check_schema "on standard output too" bench "$out"
check "and nothing else is said" test ! -s "$err"

# What is wrong is said before a minute is spent.
go_here bench --json monday.json
check_status "a file that is there is not written over" 1
go_here bench --svg monday.svg
check_says "and said so" "monday.svg is there already"
go_here bench --svg gone/monday.svg
check_says "a folder that is not there is named" "gone/monday.svg cannot be written"
check "before anything is measured" test -z "$(grep Working "$out" "$err")"
go_here bench --json tuesday --svg ./tuesday
check_status "one name for both files is a mistake" 64
check_says "which is said before anything is written" "is named for the report and for the picture"
go_here bench monday.json
check_status "a file without --json is a mistake" 64
check_says "which is understood" "goready bench --json monday.json"
go_here bench --seconds soon
check_status "seconds are a number" 64
go_here bench --against "$home/.profile"
check_says "what is no report is named" ".profile: line 1"

touch "$home/slow"
( trap - INT; exec env -i HOME="$home" PATH=/usr/bin:/bin TMPDIR="$work/tmp" SHELL=/bin/bash LANG=C.UTF-8 \
	"$goready" bench >"$out" 2>"$err" </dev/null ) &
for _ in $(seq 200); do grep -q "round 1" "$err" && break; sleep 0.1; done
kill -TERM $!
wait $!
status=$?
check_status "a signal ends it" 143
check_says "it says so" "Stopped. Nothing was changed."
rm "$home/slow"
standin_snapshot >"$work/after"
check_same "the home is as it was" "$work/before" "$work/after"
check "nothing is left in the temporary folder" test -z "$(ls -A "$work/tmp")"

mv "$home/tools/protoc" "$home/tools/protoc.away"
go_here bench
check_status "without protoc nothing can be measured" 1
check_says "and it is named" "not found on PATH: protoc"
e2e_end
