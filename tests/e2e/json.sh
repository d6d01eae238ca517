#!/bin/bash
# What is printed for programs keeps to docs/schemas, whatever went wrong. (Every --json of the other
# scenarios is held against them too: tests/lib/e2e.sh.)
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/standin.sh"
standin_new

keeps() # SENTENCE SCHEMA WORDS...
{
	local sentence=$1 schema=$2
	shift 2
	go_here "$@"
	check_schema "$sentence" "$schema" "$out"
	check "$sentence: nothing is said on stderr" test ! -s "$err"
}

keeps "a word that is no option" error doctor --json --bogus
keeps "a command that there is not" error doctr --json
keeps "a run that there is not" error undo --json 20260101-000000-1
keeps "a profile that is not there" error apply --json --profile /nowhere
keeps "a capture that is none" error doctor --json --from /etc/passwd
keeps "a language that is not spoken" error doctor --json --lang xx
keeps "no run so far" history history --json
keeps "nothing to undo" undo undo --json
keeps "the Gos and tools that are here" list list --json
keeps "what could be newer" upgrade upgrade --check --json
keeps "what is not in use" prune prune --json
keeps "the proofs there are" prove-list prove --list --json
keeps "no proof so far" error doctor --since --json
keeps "an error text" explain explain --json "zsh: command not found: go"
keeps "a command" explain explain --json "go get -u google.golang.org/grpc"

# ---- --report ----
go_here doctor --report "$work/doctor.json"
check_schema "doctor in a report" doctor "$work/doctor.json"
check "which others cannot read" test "$(ls -l "$work/doctor.json" | cut -c1-10)" = -rw-------
go_here doctor --report "$work/doctor.txt"
check "as text it is what was said" cmp "$out" "$work/doctor.txt"
go_here explain --report "$work/explain.md" "zsh: command not found: go"
check "explain as Markdown" grep -q '^- \*\*' "$work/explain.md"
go_here apply --dry-run --report "$work/plan.md"
check "a plan as Markdown has its diffs" grep -q '^```diff$' "$work/plan.md"
check "and no report names the home folder" sh -c '! grep -rqF "$1" "$2"/plan.md "$2"/doctor.* "$2"/explain.md' sh "$home" "$work"
here=(PATH="$work/no/tools/here")
go_here prove --report "$work/prove.json"
check_schema "a proof in a report" prove "$work/prove.json"
go_here prove --report "$work/prove.txt"
check "as text it has the result" grep -qF 'The proof failed' "$work/prove.txt"
go_here prove --report "$work/prove.md"
check "as Markdown the command that looks for the cause can be copied" grep -qF '```sh' "$work/prove.md"
here=()
go_here prove --list --report "$work/proofs.json"
check_schema "the proofs there are, in a report" prove-list "$work/proofs.json"
go_here upgrade --check --json --report "$work/upgrade.json"
check_schema "what could be newer, in a report" upgrade "$work/upgrade.json"
go_here doctor --report "$work/no/such/folder/doctor.txt"
check_status "a report that cannot be written ends it at once" 1
check "before anything was looked at" test ! -s "$out"

# ---- where the output goes there is no room; or nobody reads it any more ----
on_a_full_disk() # STATUS WORDS...
{
	local expected=$1
	shift
	: >"$out"
	env -i HOME="$home" PATH=/usr/bin:/bin TMPDIR="$work/tmp" SHELL=/bin/bash LANG=C.UTF-8 \
		"$goready" "$@" >/dev/full 2>"$err" </dev/null
	status=$?
	check_status "output on a full disk: goready $*" "$expected"
	check_says "it is said" "could be written to standard output"
}

on_a_full_disk 1 capture -
on_a_full_disk 1 list --json
on_a_full_disk 1 help
on_a_full_disk 1 --version
on_a_full_disk 2 doctor
check "a reader that has gone has had enough" bash -o pipefail -c '
	HOME=$1 "$2" capture - 2>"$3" | head -c 1 >"$4" && test ! -s "$3"' sh "$home" "$goready" "$err" "$out"

# A run that was broken off: what changed nothing yet, and nobody has ended.
run=$home/.local/state/goready/runs/20260102-030405-1
mkdir -p "$run"
printf '{"v":1,"type":"begin","id":"20260102-030405-1","started":1767323045,"home":"%s","plan":[]}\n' "$home" >"$run/journal.jsonl"
go_here doctor --json
check_schema "doctor with a run that was broken off" doctor "$out"
check "it names that run" grep -q '"run": *"20260102-030405-1"' "$out"
rm -r "$run"
go_here doctor --json
check "and none where there is none" grep -q '"broken_off": *null' "$out"

# What goready cannot repair is named, by fix and by a plan that is only shown.
echo 'if true; then' >"$home/.bashrc"
go_here fix --yes --json rc.syntax
check "what fix cannot repair stands in its result" grep -q '"unrepaired":\["rc.syntax"\]' "$out"
go_here fix --yes rc.syntax
check_says "in words too, and nothing is said to be in place" "cannot repair this by itself: rc.syntax"
echo 'export GOOS=windows GOARCH=amd64' >"$home/.bashrc"
go_here apply --dry-run
check_status "a plan that is only shown ends with status 0" 0
rm "$home/.bashrc"

for machine in "$checkout"/tests/machines/*.json; do
	go_here doctor --json --from "$machine"
	python3 "$checkout/tests/lib/json_schema.py" doctor "$out" || echo "$machine" >>"$work/bad"
done
check "doctor of each captured machine" test ! -s "$work/bad"
e2e_end
