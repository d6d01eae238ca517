#!/bin/bash
# What both READMEs tell to type under "Without the wizard", typed line by line as it stands there, comment and
# all, on a machine that has nothing. What they tell for later days is typed by second_day; the first command of
# all by bare_machine.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
machine_warm "$m"
home_list "$m" "${stays[@]}" >"$work/start"

commands_of() # FILE: the lines of its first shell blocks that begin with goready
{
	sed -n '/^```sh$/,/^```$/p' "$1" | grep '^goready ' | sed '/^goready uninstall/q'
}
without_comment() { sed 's/ *#.*//'; }
commands_of "$checkout/README.md" | without_comment >"$work/english"
commands_of "$checkout/README.zh-CN.md" | without_comment >"$work/chinese"
check "there is something to type" test -s "$work/english"
check_same "the Chinese README tells to type what the English one does" "$work/english" "$work/chinese"

type_line() # LINE: into a new terminal that knows goready
{
	echo "\$ $1"
	in_machine "$m" GOREADY_PROFILE=/share/profile.json PATH=/share:/usr/bin:/bin bash -c "$1" \
		</dev/null >"$out" 2>"$err"
	status=$?
	tail -n 40 "$out" "$err"
}

typed()
{
	local line
	while read -r line; do
		type_line "$line"
		line=${line%%  *}
		case $line in
		*doctor*) check_status "$line" 2 ;;
		*explain*)
			check_status "$line" 2
			check_says "it is told why" "protoc-gen-go is not installed"
			;;
		*"apply --yes"*) check_status "$line" 0 ;;
		*apply*) check_status "$line" 2 ;;
		*fix*)
			check_status "$line: it would ask" 3
			check_says "and says that it is not wrong here any more" "is not wrong here"
			;;
		*prove*)
			check_status "$line" 0
			check_says "it says where the project is" "The hello project is in ~/hello"
			check "the project is in ~/hello" test -f "$m/home/hello/go.mod"
			;;
		*undo*) check_status "$line" 0 ;;
		*) fail "nobody knows what this does: $line" ;;
		esac
	done < <(commands_of "$checkout/README.md" | sed '/^goready upgrade/,$d')
}
typed
rm -rf "$m/home/hello"
home_list "$m" "${stays[@]}" >"$work/now"
check_same "and the home is as it was" "$work/start" "$work/now"

# What help lists can be asked for.
go_ready "$m" help </dev/null
check_status "goready help" 0
names=$(sed -n '/^Commands:/,/^Options/p; /^Help topics/,$p' "$out" |
	sed -n 's/^  \([a-z][a-z-]*\).*/\1/p' | grep -v '^goready$')
check "it names commands and topics" grep -qx profile <<<"$names"
in_machine "$m" sh -c 'for name; do /share/goready help "$name" | grep -q . || echo "$name"; done' \
	sh $names >"$work/silent" 2>&1
check "and help says something about each" test ! -s "$work/silent"
e2e_end
