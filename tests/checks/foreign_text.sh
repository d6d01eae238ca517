#!/bin/sh
# A terminal obeys what is printed, and errors quote what children, servers and files say. So only
# src/app/report.c and src/ui print for people (both make foreign text harmless); here stand the
# other places that may print at all, and why.
cd "$(dirname "$0")/../.." || exit 1

found=$(grep -nE '\b(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|perror)\(' \
	src/*/*.c screens/*.c | grep -vE \
	-e '^src/app/report\.c:|^src/ui/' \
	-e '^src/app/(capture|env)\.c:' `# for programs: JSON, shell code` \
	-e '^src/app/helper\.c:|^src/archive/unpack\.c:' `# to the main process, which judges it` \
	-e '^src/app/main\.c:' `# our own help and version` \
	-e '^src/net/net_part\.c:|^src/archive/unpack_tree\.c:|^src/app/trace\.c:' `# into files` \
	-e ':.*\b(fputs|fprintf)\("goready: [^"]*", stderr\)' \
	-e '^src/wants/(manifest|agreeing)\.c:.*"goready: %s' `# a build that its own tests refuse` \
	-e '^src/app/wizard_command\.c:[0-9]*:.*putchar\(.\\n.\)')
[ -z "$found" ] && exit 0
printf '%s\n' "$found" "Print through app_say, app_tell or app_fail (src/app/report.h)."
exit 1
