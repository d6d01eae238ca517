#!/bin/bash
# The whole way in Chinese, as one would take it with a Chinese keyboard: full-width answers, 是 for yes.
# The machine has no Chinese locale: one downloaded file is enough.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
machine_warm "$m"
home_list "$m" "${stays[@]}" >"$work/start"

chinese() { go_ready "$m" LANG=zh_CN.UTF-8 LC_ALL= "$@"; }

no_half_width() # WHAT: none stands where a Chinese sentence has a sign of its own
{
	cat "$out" "$err" >"$work/said"
	check "$1: no half-width sign behind a Chinese character" \
		sh -c 'LC_ALL=C grep -naP "[\xe4-\xe9][\x80-\xbf]{2}[.,:;]( |$)" "$1"; [ $? -eq 1 ]' sh "$work/said"
}

chinese doctor </dev/null
check_status "doctor finds problems on a bare machine" 2
check_says "and says so in Chinese" "Go 未安装"
no_half_width doctor
chinese prove --list </dev/null
no_half_width "prove --list"
for topic in explain doctor tools; do
	chinese help $topic </dev/null
	no_half_width "help $topic"
done

printf '１\n是\n\n' | chinese --plain --profile /share/profile.json
check_status "the wizard in Chinese, answered with １ and 是, ends with status 0" 0
check_says "it comes to the proof" "已验证"
no_half_width "the wizard"
check "none of its sentences is in English" sh -c '! grep -qE "$2" "$1"' sh "$out" \
	'^(OK|Done|Note|Problem|Warning|Working|Question|Step|Type|Press|What to do|Answer)[.: ]'
chinese doctor </dev/null
check_status "doctor finds no problem afterwards" 0
chinese explain 'protoc-gen-go: program not found or is not executable' </dev/null
check_says "explain answers in Chinese" "已排除"
go_ready "$m" --lang xx doctor </dev/null
check_status "an unknown language is an error" 64
check_says "which names the languages there are" "en, zh_CN"

chinese undo --yes </dev/null
check_status "undo works" 0
check_says "and tells it in Chinese" "已撤销"
no_half_width undo
home_list "$m" "${stays[@]}" >"$work/undone"
check_same "undo leaves the home folder as it was" "$work/start" "$work/undone"
chinese apply --yes --profile /share/profile.json </dev/null
check_status "without the wizard it is the same" 0
no_half_width "apply --yes"
e2e_end
