#!/bin/sh
# Who may include whom: each folder knows itself and the folders named here, nothing else; and each
# third-party library lives in its one file.
cd "$(dirname "$0")/../.." || exit 1
bad=0

allow() { # FOLDER ALLOWED...
	folder=$1
	shift
	pattern=$(printf '%s|' "$@")
	found=$(grep -nHoE '#include "[a-z]+/' "$folder"/*.[ch] | grep -vE "\"(${pattern%|})/")
	[ -z "$found" ] || { printf '%s\n' "$found"; bad=1; }
}

allow src/base base
allow src/host base host
allow src/facts base host facts
allow src/wants base host facts wants
allow src/rules base host facts wants rules
allow src/plan base host facts wants rules plan
allow src/run base host facts wants rules plan run
allow src/proof base host facts wants proof
allow src/view base view
allow src/ui base view ui
# The wizard and its screens are pure: they see values, never the machine, the terminal or the heap.
allow src/wizard base facts wants rules plan run proof view wizard
allow screens base facts wants rules plan run proof view wizard screens

alone() { # HEADER FILE...
	header=$1
	shift
	pattern=$(printf '%s|' "$@")
	found=$(grep -rln "#include <$header" src screens | grep -vE "^(${pattern%|})$")
	[ -z "$found" ] || { printf '%s includes <%s\n' "$found" "$header"; bad=1; }
}

alone cjson/ src/base/json.c
alone curl/ 'src/host/net[a-z_]*\.[ch]'
alone archive 'src/host/unpack[a-z_]*\.[ch]'
alone openssl/ src/host/digest.c
alone CommonCrypto/ src/host/digest.c
alone ncurses 'src/ui/tui[a-z_]*\.[ch]'
alone curses 'src/ui/tui[a-z_]*\.[ch]'

impure=$(grep -nE '\b(printf|fprintf|malloc|calloc|free|time|getenv|fopen|open|read|write)\(' src/wizard/*.c screens/*.c src/rules/*.c src/plan/*.c)
[ -z "$impure" ] || { printf 'not pure: %s\n' "$impure"; bad=1; }
exit $bad
