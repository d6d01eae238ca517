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
keeps "an error text" explain explain --json "zsh: command not found: go"
keeps "a command" explain explain --json "go get -u google.golang.org/grpc"
for machine in "$checkout"/tests/machines/*.json; do
	go_here doctor --json --from "$machine"
	python3 "$checkout/tests/lib/json_schema.py" doctor "$out" || echo "$machine" >>"$work/bad"
done
check "doctor of each captured machine" test ! -s "$work/bad"
e2e_end
