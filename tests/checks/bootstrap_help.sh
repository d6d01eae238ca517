#!/bin/sh
# bootstrap --help says bootstrap's own options, and neither builds, fetches nor writes anything.
cd "$(dirname "$0")/../.." || exit 1
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
said=$(HOME=$home XDG_CACHE_HOME= XDG_DATA_HOME= sh packaging/bootstrap --help 2>&1) || { echo "--help fails: $said"; exit 1; }
for option in $(sed -n '/^main() /,/^}/s/^\t\t\(--[a-z-]*\)[ )=].*/\1/p' packaging/bootstrap); do
	case $said in
	*"  $option"*) ;;
	*)
		echo "--help does not name $option:"
		echo "$said"
		exit 1
		;;
	esac
done
[ -z "$(ls -A "$home")" ] || { echo "--help leaves this in the home folder: $(ls -A "$home")"; exit 1; }
