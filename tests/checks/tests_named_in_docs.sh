#!/bin/sh
# Tests that the documents name as proof are there: `unit.X`, `unit.X/SENTENCE`, `e2e.X`, `corpus.X`,
# `check.X`.
cd "$(dirname "$0")/../.." || exit 1
bad=0
for name in $(grep -hoE '`(unit|e2e|corpus|check)\.[a-z0-9_/]+`' docs/*.md README.md | tr -d '`' | sort -u); do
	what=${name%%.*} file=${name#*.} sentence=
	case $file in */*) sentence=${file#*/} file=${file%%/*} ;; esac
	case $what in
	unit) [ ! -e "tests/darwin/$file.c" ] && file=tests/unit/$file.c || file=tests/darwin/$file.c ;;
	corpus) file=tests/fuzz/$file.c ;;
	e2e) file=tests/e2e/$file.sh ;;
	check) file=tests/checks/$file.sh ;;
	esac
	[ -z "$sentence" ] || grep -q "^TEST($sentence)" "$file" || {
		echo "$name is named in docs, and $file has no such test"; bad=1; }
	[ -e "$file" ] || { echo "$name is named in docs, and there is no $file"; bad=1; }
done
exit $bad
