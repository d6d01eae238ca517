#!/bin/bash
# How long it takes to hear what plain mode says before a question: each page of each captured machine, a run, its
# failure, undo, what each known text means; in both languages. No machine is started: unit tests write the texts.
. "$(dirname "$0")/../lib/e2e.sh"
command -v espeak-ng >/dev/null || skip "espeak-ng is not installed"
units=$checkout/build/debug/tests
[ -x "$units/unit_spoken_run" ] || skip "the unit tests of the debug build are not there"
mkdir "$work/spoken"
for name in spoken_run spoken_budget; do
	check "$name writes down what it says" env GOREADY_SPOKEN="$work/spoken" "$units/unit_$name"
done
check "English is heard in 45 seconds" python3 "$e2e_lib/spoken_seconds.py" 45 "$work/spoken" en
check "and so is Chinese" python3 "$e2e_lib/spoken_seconds.py" 45 "$work/spoken" zh_CN
e2e_end
