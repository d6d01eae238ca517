#!/bin/bash
# doctor, apply without --yes, and the wizard before consent write no file and start neither the
# user's shells nor go: watched with strace.
. "$(dirname "$0")/../lib/e2e.sh"
command -v strace >/dev/null || skip "strace is not installed"
machine_begin

# strace of the host, in the machine: its own libraries come along.
mkdir -p "$m/share/strace"
cp "$(command -v strace)" "$m/share/strace/"
for library in $(ldd "$(command -v strace)" | sed -n 's/.*=> \([^ ]*\) .*/\1/p'); do
	cp -L "$library" "$m/share/strace/"
done
calls=open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir
calls=$calls,link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,chown,fchown,fchownat,lchown
calls=$calls,truncate,ftruncate,mknod,mknodat,utimensat,setxattr,lsetxattr,fsetxattr,execve
loader=$(ls "$m"/share/strace/ld-linux* 2>/dev/null | head -n 1)
in_machine "$m" env LD_LIBRARY_PATH=/share/strace /share/strace/strace -V >/dev/null 2>&1 ||
	skip "strace does not run in the machine"

traced() # ARGUMENTS: stdin is ours
{
	local -a set=()
	rm -f "$m/home/trace"
	echo "\$ goready $*"
	testbed_run "$m" TERM=dumb SSL_CERT_FILE=/share/bundle.pem LD_LIBRARY_PATH=/share/strace \
		-- /share/strace/strace -f -qq -y -s 300 -e "trace=$calls" -E LD_LIBRARY_PATH \
		-o /share/trace/log /share/goready "$@" >"$out" 2>"$err"
	status=$?
	tail -n 30 "$out" "$err"
	cp "$m/share/trace/log" "$work/trace"
}

# Calls that changed something: files opened to be written, and everything that is no open at all;
# devices are no files.
changes()
{
	grep -vE '= -1 |resumed|execve\(|\+\+\+|---' "$work/trace" |
		grep -vE 'open(at|at2)?\(.*O_RDONLY|creat\("/dev/|open(at)?\(.*"/dev/(null|tty|ptmx|pts/)' |
		grep -vE 'open(at|at2)?\([^)]*O_PATH' |
		grep -vE '^[0-9]+ +(open|openat|openat2)\([^,]*,? ?"[^"]*", O_RDWR\|[^)]*\) = [0-9]+</dev/'
}

programs() { sed -n 's/.* execve("\([^"]*\)".*= 0$/\1/p' "$work/trace"; }

check_no_change() # NAME
{
	local changed started
	changed=$(changes)
	if [ -z "$changed" ]; then pass "$1 writes nothing"; else fail "$1 writes nothing" "$changed"; fi
	started=$(programs | grep -E '/(go|zsh|bash|fish|sh|dash)$')
	if [ -z "$started" ]; then
		pass "$1 starts neither go nor a shell"
	else
		fail "$1 starts neither go nor a shell" "$started"
	fi
	home_list "$m" >"$work/now"
	check_same "$1 leaves the home folder as it is" "$work/start" "$work/now"
}

mkdir -p "$m/share/trace"
chmod 1777 "$m/share/trace"
home_list "$m" >"$work/start"

traced doctor </dev/null
check_status "doctor works under strace" 2
check_no_change "doctor"
traced doctor --json </dev/null
check_no_change "doctor --json"
traced apply --profile /share/profile.json </dev/null
check_status "apply without --yes shows the plan" 2
check_no_change "apply without --yes"
traced apply --dry-run --profile /share/profile.json </dev/null
check_status "apply --dry-run gives 0" 0
check_no_change "apply --dry-run"
printf 'look\n' | traced --plain --profile /share/profile.json
check_status "the wizard, only looking, stops at the end of input" 3
check_no_change "the wizard that only looks"

# Recommended runs the start files (the user agreed to that); goready still writes nothing itself.
printf '\n' | traced --plain --profile /share/profile.json
check_status "the wizard without consent ends with status 3" 3
changed=$(changes | grep -vE '["<]/tmp/')
if [ -z "$changed" ]; then
	pass "the wizard before consent writes nothing outside its temp folder"
else
	fail "the wizard before consent writes nothing outside its temp folder" "$changed"
fi
home_list "$m" >"$work/now"
check_same "the wizard before consent leaves the home folder as it is" "$work/start" "$work/now"
e2e_end
