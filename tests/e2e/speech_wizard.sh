#!/bin/bash
# What is heard of the wizard itself, through a real screen reader: onboarding and a repair, each from
# the first word to the last, against transcripts in tests/snap/speech. Before any question at most 600
# characters and 45 seconds. Silence and lag by this machine's clock are shown, and decide nothing.
#
# SPEECH_SNAP=write renews the transcripts.
. "$(dirname "$0")/../lib/e2e.sh"
command -v yasr >/dev/null || skip "yasr is not installed"
command -v espeak-ng >/dev/null || skip "espeak-ng is not installed"
machine_begin
machine_warm "$m"

{
	echo '#!/bin/bash'
	printf '. %q\ntestbed_run %q SSL_CERT_FILE=/share/bundle.pem TERM=linux -- /share/goready "$@"\n' \
		"$e2e_lib/testbed.sh" "$m"
} >"$work/in_machine"
chmod +x "$work/in_machine"

hear_and_compare() # NAME ARGUMENTS...: the script on stdin
{
	local name=$1 snap=$checkout/tests/snap/speech/$1.txt
	shift
	python3 "$e2e_lib/speech.py" --check --times --told "$snap" --budget 600 --patience 500 "$work/in_machine" "$@" \
		>"$work/heard" 2>"$work/problems"
	status=$?
	cat "$work/heard"
	check "$name: no rule of speech is broken, and it is heard as it is written down" \
		sh -c 'cat "$1"; exit "$2"' sh "$work/problems" "$status"
}

hear_and_compare onboarding --plain --profile /share/profile.json <<'SCRIPT'
expect Answer: 
type
expect Answer: 
type where
expect Answer: 
type y
expect Answer: 
type yes
expect Answer: 
type
SCRIPT

printf 'export GOROOT=/opt/no-go-here\n' >>"$m/home/.bashrc"
hear_and_compare repair fix --plain --profile /share/profile.json <<'SCRIPT'
expect Answer: 
type
expect Answer: 
type yes
expect Answer: 
type
SCRIPT
check "the repair is done" sh -c '! grep -q "^export GOROOT" "$1"' sh "$m/home/.bashrc"
e2e_end
