#!/bin/sh
# Who may include whom: each folder knows itself and the folders named here, nothing else; and each
# third-party library lives in its one file; a header that says "Inside FOLDER only" is used there only.
cd "$(dirname "$0")/../.." || exit 1
bad=0

allow() { # FOLDER ALLOWED...
	folder=$1
	shift
	pattern=$(printf '%s|' "$@")
	found=$(grep -nHoE '#include "[a-z]+/' "$folder"/*.[ch] | grep -vE "\"(${pattern%|})/")
	[ -z "$found" ] || { printf '%s\n' "$found"; bad=1; }
}

machine="base binary loop net archive host"
allow src/base base
allow src/binary base binary
allow src/loop base loop
allow src/net base loop net
allow src/archive base archive
allow src/host base binary loop host
allow src/capture $machine capture
allow src/tool $machine tool
allow src/shell $machine tool shell
allow src/facts $machine tool shell facts
allow src/wants $machine tool shell facts wants
allow src/rules $machine tool shell facts wants rules
allow src/explain $machine tool shell facts wants rules explain
allow src/plan $machine tool shell facts wants rules plan view # a step says itself what Review shows of it
allow src/journal $machine tool shell facts wants rules plan journal
allow src/run $machine tool shell facts wants rules plan journal run
allow src/proof $machine tool shell facts wants proof
allow src/view base view
allow src/ui base view ui
# The wizard and its screens are pure: they see values, never the machine, the terminal or the heap.
allow src/wizard base tool shell facts wants rules explain plan journal run proof view wizard
allow screens base tool shell facts wants rules explain plan journal run proof view wizard screens

for header in $(grep -lE 'Inside [a-z]+ only\.' src/*/*.h); do
	folder=$(grep -oE 'Inside [a-z]+ only\.' "$header" | cut -d ' ' -f 2)
	found=$(grep -rnF "#include \"${header#src/}\"" src screens | grep -v "^src/$folder/")
	[ -z "$found" ] || { printf '%s\n' "$found"; bad=1; }
done

alone() { # HEADER FILE...
	header=$1
	shift
	pattern=$(printf '%s|' "$@")
	found=$(grep -rln "#include <$header" src screens | grep -vE "^(${pattern%|})$")
	[ -z "$found" ] || { printf '%s includes <%s\n' "$found" "$header"; bad=1; }
}

alone cjson/ src/base/json.c
alone curl/ 'src/net/net_(curl|url|answer)\.c'
alone mbedtls/ src/net/net_mbedtls.c src/archive/digest.c
alone archive src/archive/unpack.c
alone openssl/ src/archive/digest.c
alone monocypher src/archive/signature.c
alone isa-l/ src/archive/gunzip.c
alone CommonCrypto/ src/archive/digest.c
alone ncurses src/ui/tui_private.h
alone curses src/ui/tui_private.h

impure=$(grep -nE '\b(printf|fprintf|malloc|calloc|free|time|getenv|fopen|open|read|write)\(' src/wizard/*.c screens/*.c src/rules/*.c src/plan/*.c)
[ -z "$impure" ] || { printf 'not pure: %s\n' "$impure"; bad=1; }
exit $bad
