#!/bin/bash
# What is heard of the wizard itself, through a real screen reader: onboarding and a repair, each from
# the first word to the last, against transcripts in tests/snap/speech. Before any question at most 600
# characters and 45 seconds. Silence and lag by this machine's clock are shown, and decide nothing.
#
# SPEECH_SNAP=write renews the transcripts.
. "$(dirname "$0")/../lib/e2e.sh"
needs_machine
command -v yasr >/dev/null || skip "yasr is not installed"
command -v espeak-ng >/dev/null || skip "espeak-ng is not installed"
mirror_start
m=$work/m
machine_new "$m"
machine_warm "$m"

{
	echo '#!/bin/bash'
	printf '. %q\ntestbed_run %q SSL_CERT_FILE=/share/bundle.pem TERM=linux -- /share/goready "$@"\n' \
		"$e2e_lib/testbed.sh" "$m"
} >"$work/in_machine"
chmod +x "$work/in_machine"

# As sentences: how a terminal's output is cut into utterances depends on the time, and so does what is
# told while something runs: of that only the steps are kept. Sizes and times are those of this day.
heard_in_order()
{
	awk '/^KEY/ { if (text != "") print text; text = ""; print; next }
		{ sub(/^HEAR /, ""); text = text (text == "" ? "" : " ") $0 }
		END { if (text != "") print text }' "$1" |
		awk '/^KEY/ { gsub(/^KEY .|.$/, ""); typed = typed ($0 == "\\r" ? "" : $0); next }
			NR > 1 { print "> " typed; typed = "" } { print }' |
		sed -E 's/(sent) [0-9TZ:-]+/\1 TIME/; s/[0-9.]+ MB/SIZE/g;
			s/about [0-9]+ minutes?/about N minutes/g; s/checks, [0-9]+ s/checks, N s/;
			s/([.?!]) /\1\n/g; s/ (Step [0-9]+ of )/\n\1/g' |
		awk '/^You chose|^You answered yes/ { print; quiet = 1; next }
			/^Step/ { print; quiet = quiet && /(Apply|Proof)\.$/; next }
			!quiet'
}

# Where an utterance was cut is no difference.
check_same_words() # NAME FILE FILE
{
	if [ "$(tr -d '[:space:]' <"$2")" = "$(tr -d '[:space:]' <"$3")" ]; then pass "$1"; else check_same "$@"; fi
}

hear_and_compare() # NAME ARGUMENTS...: the script on stdin
{
	local name=$1 snap=$checkout/tests/snap/speech/$1.txt
	shift
	python3 "$e2e_lib/speech.py" --check --times --budget 600 --patience 200 "$work/in_machine" "$@" \
		>"$work/heard" 2>"$work/problems"
	status=$?
	cat "$work/heard"
	check "$name: no rule of speech is broken" sh -c 'cat "$1"; exit "$2"' sh "$work/problems" "$status"
	heard_in_order "$work/heard" >"$work/told"
	[ "${SPEECH_SNAP:-}" != write ] || { mkdir -p "${snap%/*}" && cp "$work/told" "$snap"; }
	check_same_words "$name: it is heard as it is written down" "$snap" "$work/told"
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
