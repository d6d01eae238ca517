#!/bin/bash
# Completions, man page and help: real shells complete what the program itself says it takes.
. "$(dirname "$0")/../lib/e2e.sh"
program=$(realpath "${GOREADY_PROGRAM:-$checkout/build/debug/goready}")
[ -x "$program" ] || { fail "there is no $program"; e2e_end; }
mkdir -p "$work/bin" "$work/functions" "$work"/home/.local/state/goready/runs/{0001,0002} \
	"$work"/home/.local/share/goready/tools/{go-1.26.8,go-1.27.2,protoc-36.1}
ln -s "$(realpath "$program")" "$work/bin/goready"
"$program" --helper completions bash >"$work/bash"
"$program" --helper completions fish >"$work/fish"
"$program" --helper completions zsh >"$work/functions/_goready"

fish_says() # LINE
{
	HOME=$work/home fish --no-config -c "source $work/fish; complete -C '$1'" | cut -f1
}

bash_says()
{
	HOME=$work/home bash --norc -c '. "$2"; COMP_WORDS=($1); [[ $1 != *" " ]] || COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _goready; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$1" "$work/bash"
}

# What a zsh at a terminal shows after Tab.
cat >"$work/zsh.py" <<'PY'
import fcntl, os, pty, re, select, struct, sys, termios, time
work, line, *words = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.execvpe("zsh", ["zsh", "-f", "-i"], dict(os.environ, TERM="dumb", PS1="% ", HOME=work + "/home"))
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 120, 0, 0))
def until(pattern, most):
    seen, end = "", time.time() + most
    while time.time() < end and not re.search(pattern, seen):
        if select.select([fd], [], [], 0.3)[0]:
            seen += os.read(fd, 65536).decode(errors="replace")
        elif pattern == "quiet" and seen:
            break
    return seen
os.write(fd, f"fpath=({work}/functions $fpath); autoload -U compinit; compinit -D -u; echo rea''dy\n".encode())
until("\nready", 20)
until("quiet", 2)
os.write(fd, line.encode() + b"\t\t")
shown, end = "", time.time() + 20
while time.time() < end and not all(word in shown for word in words):
    shown += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", until("quiet", 6))
print(shown)
os.kill(pid, 9)
PY
zsh_says() { python3 "$work/zsh.py" "$work" "$@"; }

cd "$work" && touch bench-of-monday.json || exit 1
for shell in bash zsh fish; do
	if ! command -v $shell >/dev/null; then
		e2e_line skipped "$shell completes ($shell is not installed)"
		continue
	fi
	check_completes() # LINE WORD...
	{
		local line=$1 word said
		shift
		said=$("${shell}_says" "$line" "$@")
		for word; do
			grep -qE -- "(^|[^a-z-])$word([^a-z-]|\$)" <<<"$said" ||
				{ fail "$shell completes \"$line\" with $word" "$said"; return; }
		done
		pass "$shell completes \"$line\""
	}
	check_completes 'goready ' doctor apply undo explain
	check_completes 'goready do' doctor
	check_completes 'goready doctor --' --network --shells --json
	check_completes 'goready apply --y' --yes
	check_completes 'goready env --shell ' zsh github
	check_completes 'goready help ' profile exit
	check_completes 'goready --pl' --plain
	check_completes 'goready doctor goenv.' goenv.goroot
	check_completes 'goready fix rc.a' rc.alias
	check_completes 'goready prove deb' debug
	check_completes 'goready install gop' gopls
	check_completes 'goready undo 00' 0001 0002
	check_completes 'goready history ' 0001 0002
	check_completes 'goready use 1' 1.26.8 1.27.2
	check_completes 'goready bench b' bench-of-monday.json
	check_completes 'goready capture b' bench-of-monday.json
done

# Every command and topic that --help lists has a help text, and stands in the man page.
"$program" --helper man >"$work/goready.1"
"$program" --help >"$out"
sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p; /^Help topics/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' "$out" |
	grep -v '^goready$' >"$work/names"
check "--help lists commands and topics" test "$(wc -l <"$work/names")" -gt 10
while read -r name; do
	"$program" help "$name" >"$work/text" 2>&1 || echo "$name: $(cat "$work/text")"
	grep -E '.{80}' "$work/text"
done <"$work/names" >"$work/problems"
check "each command and topic of --help has its help text, in 79 columns" \
	sh -c 'cat "$1" && ! [ -s "$1" ]' sh "$work/problems"
if command -v man >/dev/null; then
	MANWIDTH=80 man -l --warnings=w "$work/goready.1" >"$work/page" 2>"$err"
	check "the man page is read without a warning" test ! -s "$err"
	check "it has every option of --help" sh -c 'grep -oE "^  --[a-z-]+" "$1" | tr -d " " | sort -u |
		while read -r o; do tr -d "\b" <"$2" | grep -q -- "$o" || { echo "$o"; exit 1; }; done' \
		sh "$out" "$work/page"
fi
e2e_end
