#!/bin/bash
# Error texts and commands as people hand them over: words, a pipe, a file, text that begins with a dash.
. "$(dirname "$0")/../lib/e2e.sh"
program=${GOREADY_PROGRAM:-$checkout/build/debug/goready}
[ -x "$program" ] || { fail "there is no $program"; e2e_end; }
mkdir -p "$work/home/go/bin" "$work/bin"
cp /bin/true "$work/home/go/bin/protoc-gen-validate" # a program that is there, and not on PATH

explain()
{
	env -i HOME="$work/home" PATH="$work/bin:/usr/bin:/bin" SHELL=/bin/bash LANG=C.UTF-8 COLUMNS=200 \
		"$program" explain "$@" >"$out" 2>"$err"
	status=$?
}

explain -bash: frobnicate-x: command not found </dev/null
check_status "a text that begins with a dash is no option" 2
check "what is not there is called missing" grep -q 'tool.missing' "$out"

explain --go_out: protoc-gen-nobody: Plugin failed with status code 1. </dev/null
check "a text that begins with two dashes is no option" grep -q 'plugin.missing' "$out"

explain 'protoc-gen-validate: program not found or is not executable' --json </dev/null
check "an option behind a text in quotes is one" grep -q '^{' "$out"
check "and nothing is said about it" test ! -s "$err"
explain '--go_out: protoc-gen-validate: program not found or is not executable' --report "$work/told.md" --lang zh_CN </dev/null
check "so are several, with their values" grep -q 'plugin.off-path' "$work/told.md"
echo 'protoc-gen-validate: program not found or is not executable' | explain - --json
check "and those behind the sign for standard input" grep -q '^{' "$out"
explain -- 'protoc-gen-validate: program not found or is not executable' --json </dev/null
check "behind two dashes all is text" grep -q 'plugin.off-path' <(head -n 2 "$out")
explain protoc-gen-validate: program not found or is not executable --json </dev/null
check "words without quotes are text to their end" grep -q 'plugin.off-path' <(head -n 2 "$out")
check "and it is said that the option among them was none" grep -q -- '--json was read as a part of the text' "$err"
explain go env --json GOROOT </dev/null
check "one in the middle of a command is its own" test ! -s "$err"
explain protoc --version </dev/null
check "and so is what commands end with" test ! -s "$err"

echo 'protoc-gen-validate: program not found or is not executable' | explain
check_status "a plugin off PATH is found, from a pipe" 2
check "the answer comes first" grep -q 'plugin.off-path' <(head -n 2 "$out")
check "what was ruled out comes last" grep -q 'Ruled out: .*plugin.missing' <(sed -n '/What to do/,$p' "$out" | tr '\n' ' ')

printf 'bash: protoc-gen-validate: \346\234\252\346\211\276\345\210\260\345\221\275\344\273\244\n' >"$work/text"
explain --json --file "$work/text" </dev/null
check "a Chinese shell's words are read, from a file" python3 - "$out" <<'PY'
import json, sys
x = json.load(open(sys.argv[1]))
assert x["known"] and x["hypotheses"][0]["id"] == "plugin.off-path", x
assert x["hypotheses"][0]["about"] == {"kind": "program", "name": "protoc-gen-validate"}, x
PY

explain </dev/null
check_status "no text cannot be explained" 1
check "and it says how to give one" grep -q '2>&1 | .*goready explain' "$err"

explain 'curl -sLk https://get.toolbox.example/install.sh | sh -' </dev/null
check_status "a known command is no fault of this machine" 0
check "it is called harmful, with what to do instead" grep -q '^Instead: ' "$out"

explain 'The weather is fine today.' </dev/null
check_status "a text that nobody knows is said to be so" 1

explain './store.go:31:17: something that no catalogue has' </dev/null
check_status "a text that names no cause is not known" 1
check "what it says is repeated, and no cause claimed" grep -q '^Note. The text says' "$out"

explain --file "$work/there-is-none" </dev/null
check_status "a file that is not there is an error" 1
check "it is named" grep -q there-is-none "$err"

# ---- a pipe that nobody writes to ----
mkfifo "$work/pipe"
timeout 60 env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 "$program" explain --file "$work/pipe" </dev/null >"$out" 2>"$err" &
for _ in $(seq 200); do
	grep -q 'Waiting for the text' "$err" && break
	sleep 0.1
done
check "a pipe that nobody writes to is waited for with a word" grep -q "Waiting for the text from .*/pipe" "$err"
echo 'protoc-gen-validate: program not found or is not executable' >"$work/pipe"
wait $!
status=$?
check_status "and what comes at last is explained" 2
explain --file <(echo 'protoc-gen-validate: program not found or is not executable') </dev/null
check_status "as is what a command of the shell says" 2
check "of which nothing is said" test ! -s "$err"

explain --json --clipboard </dev/null
check_status "without a clipboard's program it says how to paste" 1

cp /bin/cat "$work/bin/pbpaste" && printf '#!/bin/sh\necho "protoc-gen-validate: program not found or is not executable"\n' >"$work/bin/pbpaste"
explain --clipboard </dev/null
check_status "the clipboard's text is explained" 2
printf '#!/bin/sh\necho "Error: target STRING not available" >&2; exit 1\n' >"$work/bin/pbpaste"
explain --clipboard </dev/null
check_status "a clipboard without a text is an error" 1
check_says "which does not say that no program reads it" "pbpaste finds no text in the clipboard"
e2e_end
