# What scenarios share. A scenario is one script in tests/e2e:
#
#	. "$(dirname "$0")/../lib/e2e.sh"
#	machine_begin                      # or the scenario is skipped, with the reason
#	go_ready "$m" doctor
#	check_status "a bare machine has problems" 2
#	e2e_end
#
# Each check prints `passed|failed|skipped  e2e.NAME  sentence`; everything else goes to the log.

set -u
shopt -s lastpipe # `printf ... | go_ready` sets $status here, not in a subshell
e2e_lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$e2e_lib/../.." && pwd)
. "$e2e_lib/testbed.sh"

e2e_name=$(basename "$0" .sh)
e2e_failed=0
work=$(mktemp -d /tmp/goready-e2e.XXXXXX)
out=$work/out      # of the last go_ready
err=$work/err
status=0
mirror_pid=
mirror_url=
m=                 # of machine_begin

# What Review says stays after undo, below a home folder.
stays=(go/pkg .cache/go-build .config/go/telemetry .local/state/goready .cache/goready)

e2e_clean()
{
	[ -z "$mirror_pid" ] || kill "$mirror_pid" 2>/dev/null
	chmod -R u+w "$work" 2>/dev/null
	[ -n "${E2E_KEEP:-}" ] || rm -rf "$work"
}
trap e2e_clean EXIT
trap 'exit 130' INT TERM

e2e_line() { printf '%-8s %-16s %s\n' "$1" "e2e.$e2e_name" "$2"; }

pass() { e2e_line passed "$1"; }

fail() # NAME [DETAIL]
{
	e2e_line failed "$1"
	[ $# -lt 2 ] || printf '    %s\n' "$2" | head -n 40
	e2e_failed=1
}

skip() # REASON: the whole scenario
{
	e2e_line skipped "$1"
	exit 0
}

e2e_end() { exit "$e2e_failed"; }

check() # NAME COMMAND...
{
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		pass "$name"
	else
		fail "$name" "$* gave: $said"
	fi
}

last_lines() { tail -n 12 "$err" "$out" 2>/dev/null; }

check_status() # NAME STATUS
{
	if [ "$status" = "$2" ]; then
		pass "$1"
	else
		fail "$1" "status $status, expected $2: $(last_lines)"
	fi
}

check_says() # NAME TEXT: in stdout or stderr of the last go_ready, whatever the line breaks
{
	if cat "$out" "$err" | tr '\n' ' ' | tr -s ' ' | grep -qiF -- "$2"; then
		pass "$1"
	else
		fail "$1" "\"$2\" is not in: $(last_lines)"
	fi
}

# What was printed for programs keeps to its schema in docs/schemas. apply prints an object a line.
check_schema() # NAME [--lines] SCHEMA FILE
{
	local name=$1 python
	shift
	for python in python3 /usr/bin/python3; do
		"$python" -c 'import jsonschema' 2>/dev/null || continue
		check "$name" "$python" "$e2e_lib/json_schema.py" "$@"
		return
	done
	e2e_line skipped "$name (python3-jsonschema is not installed)"
}

# Of a command that was typed with --json: nothing is printed where it keeps to its schema.
check_printed_json() # ARGUMENTS...
{
	local -a lines=()
	local schema=$1
	[[ " $* " == *" --json "* ]] && [ -s "$out" ] || return 0
	case $schema in
	apply | fix) schema=apply lines=(--lines) ;;
	doctor) [[ " $* " != *" --since "* ]] || schema=since ;;
	undo | explain | list | prune | bench) ;;
	history) [[ $# -le 2 ]] || schema=run ;;
	prove) [[ " $* " != *" --list "* ]] || schema=prove-list ;;
	*) return 0 ;;
	esac
	check_schema "goready $1 --json keeps to docs/schemas/$schema.json" ${lines[@]+"${lines[@]}"} "$schema" "$out"
}

check_same() # NAME FILE FILE
{
	if diff "$2" "$3" >"$work/difference" 2>&1; then
		pass "$1"
	else
		fail "$1" "$(head -n 30 "$work/difference")"
	fi
}

# ---- machines -------------------------------------------------------------------------------------

needs_machine()
{
	[ "$(id -u)" = 0 ] || skip "needs root for a bare machine"
	testbed_bare >/dev/null || skip "$(testbed_bare 2>&1 | tail -n 1)"
}

# The checkout as git sees it, as a user would copy it.
copy_checkout() # FOLDER
{
	mkdir -p "$1"
	if git -C "$checkout" rev-parse >/dev/null 2>&1; then
		(cd "$checkout" && git ls-files -z --cached --others --exclude-standard |
			xargs -0 sh -c 'for f; do [ -e "$f" ] && printf "%s\0" "$f"; done' sh |
			tar -c --null -T - -f -)
	else
		tar -C "$checkout" --exclude=./build -cf - .
	fi | tar -xf - -C "$1"
	chmod -R a+rX "$1"
}

# The program for machines, once for all scenarios: what tests/run has just built where that runs in
# them, else what bootstrap builds in one.
machine_program()
{
	local dir=$checkout/build/machine
	[ -z "${E2E_PROGRAM:-}" ] || { printf '%s\n' "$E2E_PROGRAM"; return; } # while working
	mkdir -p "$dir"
	(
		flock 8
		[ -n "${E2E_PROGRAM_IS_BUILT:-}" ] && [ -x "$dir/goready" ] && exit 0
		[ -d "$dir/m/root" ] || testbed_machine "$dir/m" "$(testbed_builder)" || exit 1
		rm -rf "$dir/m/share" && mkdir -p "$dir/m/share"
		if [ -n "${E2E_PROGRAM_IS_BUILT:-}" ] && cp "$checkout/build/release/goready" "$dir/m/share/" &&
			testbed_run "$dir/m" -- /share/goready --version >"$dir/log" 2>&1 </dev/null; then
			cp "$dir/m/share/goready" "$dir/goready.new"
		else
			copy_checkout "$dir/m/share/checkout"
			testbed_run "$dir/m" -- sh /share/checkout/packaging/bootstrap --no-start \
				>"$dir/log" 2>&1 </dev/null || { cat "$dir/log" >&2; exit 1; }
			cp "$dir/m/home/.cache/goready/build/goready" "$dir/goready.new"
		fi && mv "$dir/goready.new" "$dir/goready"
	) 8>"$dir/lock" || return 1
	printf '%s\n' "$dir/goready"
}

# While working: what E2E_PROGRAM is linked to here, and a machine does not have.
own_libraries() # LAYER PROGRAM
{
	local library
	mkdir -p "$1"
	[ -n "${E2E_PROGRAM:-}" ] || return 0
	ldd "$2" 2>/dev/null | sed -n 's,.* => /\(usr/\)\?\(lib[^ ]*\) .*,/usr/\2,p' | while read -r library; do
		[ -e "$(testbed_bare)$library" ] || [ -e "$(testbed_builder)$library" ] ||
			{ mkdir -p "$1${library%/*}" && cp -L "$library" "$1$library"; }
	done
}

# A machine with what goready needs to run, and nothing of what it installs.
machine_new() # DIR [LAYER...]
{
	local dir=$1 program
	shift
	program=$(machine_program) || { fail "goready builds for the machine"; e2e_end; }
	own_libraries "$dir/libraries" "$program"
	testbed_machine "$dir" "$@" "$dir/libraries" "$(testbed_builder)" || exit 1
	mkdir -p "$dir/share"
	cp "$program" "$dir/share/goready"
	machine_share_mirror "$dir"
}

# What most scenarios begin with: a mirror, and in $m a machine as machine_new makes it.
machine_begin()
{
	needs_machine
	mirror_start
	m=$work/m
	machine_new "$m"
}

# Go's caches as an apply in a machine fills them, for scenarios that are not about compiling: most of
# an apply is compiling grpc. bare_machine and no_mirror begin with none. After mirror_start, without
# faults.
machine_warm() # DIR: copied into its home
{
	local caches
	caches=$(machine_caches) || return 0
	mkdir -p "$1/home/.cache" "$1/home/go"
	cp -a "$caches/go-build" "$1/home/.cache/" && cp -a "$caches/pkg" "$1/home/go/" &&
		chown 1000:1000 "$1/home/.cache" "$1/home/go"
}

machine_caches()
{
	local key
	key=$(caches_key "$testbed_go_version")
	testbed_make "caches-$key" "$testbed_cache/caches-$key" make_machine_caches \
		"$testbed_cache/caches-$key"
}

# What decides what is compiled.
caches_key() # GO-VERSION
{
	(cd "$checkout" && find assets/hello* assets/manifest.json -type f | sort | xargs cat &&
		echo "$1") | sha256sum | cut -c1-12
}

make_machine_caches() # FOLDER
{
	local m=$1.$$
	out=$m/out err=$m/err # in a subshell of testbed_make
	old_caches_go
	machine_new "$m" && go_ready "$m" apply --yes --profile /share/profile.json </dev/null &&
		[ "$status" = 0 ] && keep_caches "$1" "$m" "$m/home/.cache/go-build"
}

keep_caches() # FOLDER MACHINE BUILD-CACHE
{
	mkdir -p "$2/caches" && mv "$3" "$2/home/go/pkg" "$2/caches/" && mv "$2/caches" "$1" &&
		chmod -R u+w "$2" && rm -rf "$2"
}

old_caches_go() # those that nothing has asked for in some days
{
	local old
	find "$testbed_cache" -maxdepth 1 -name 'caches-*' -type d -mtime +3 | while read -r old; do
		chmod -R u+w "$old" && rm -rf "$old"
	done
}

machine_share_mirror() # DIR
{
	[ -n "$mirror_url" ] || return 0
	cp "$work/mirror-state/bundle.pem" "$1/share/bundle.pem"
	write_profile "$mirror_url" >"$1/share/profile.json"
	chmod -R a+rX "$1/share"
}

# goready in a machine, its output in $out and $err, its status in $status. stdin is ours.
go_ready() # DIR [NAME=VALUE...] [--] ARGUMENTS...
{
	local dir=$1
	local -a set=()
	shift
	while [[ ${1:-} == [A-Za-z_]*=* ]]; do
		set+=("$1")
		shift
	done
	[ "${1:-}" != -- ] || shift
	[ ! -f "$dir/share/bundle.pem" ] || set+=(SSL_CERT_FILE=/share/bundle.pem)
	echo "\$ goready $*"
	testbed_run "$dir" "${set[@]}" -- "${machine_goready:-/share/goready}" "$@" >"$out" 2>"$err"
	status=$?
	tail -n 400 "$out" "$err"
	check_printed_json "$@"
	echo "(status $status)"
	return 0
}

# Anything else in a machine, with the same environment.
in_machine() # DIR COMMAND...
{
	local dir=$1
	local -a set=()
	shift
	[ ! -f "$dir/share/bundle.pem" ] || set+=(SSL_CERT_FILE=/share/bundle.pem)
	testbed_run "$dir" "${set[@]}" -- "$@"
}

# The same without any network, not even loopback's.
offline() { TESTBED_OFFLINE=1 "$@"; }

home_list() # DIR [PATH left out...]
{
	local dir=$1 path
	local -a without=()
	shift
	for path in "$@"; do without+=(--without "$path"); done
	python3 "$e2e_lib/snapshot.py" "$dir/home" "${without[@]}"
}

# ---- the mirror -----------------------------------------------------------------------------------

# Serves /go/ and /protoc/ with the real archives, /plugins/ with what mirror_plugin puts there; faults as
# mirror.py has them.
mirror_start() # [FAULT...]
{
	local go zip fault
	local -a faults=()
	go=$(testbed_go_archive) || skip "the official Go archive cannot be had here"
	zip=$(testbed_protoc_zip) || skip "protoc cannot be had here"
	for fault in "$@"; do faults+=(--fault "$fault"); done
	mkdir -p "$work/mirror/go" "$work/mirror/protoc" "$work/mirror/maven2"
	ln -sf "$go" "$work/mirror/go/"
	ln -sf "$zip" "$work/mirror/protoc/"
	python3 "$e2e_lib/mirror.py" --root "$work/mirror" --state "$work/mirror-state" \
		"${faults[@]}" >"$work/mirror.log" 2>&1 &
	mirror_pid=$!
	for _ in $(seq 600); do
		[ ! -f "$work/mirror-state/url" ] || break
		sleep 0.1
	done
	mirror_url=$(cat "$work/mirror-state/url") || exit 1
}

mirror_faults() # [FAULT...]: from now on
{
	printf '%s\n' "$@" >"$work/mirror-state/faults"
}

# A program as its upstream packs a release of it, below /plugins/. Upstream's own archives are no part of the
# tests: what is in these was built by go install, so that its build information is right.
mirror_plugin() # PROGRAM VERSION
{
	local name packed=$work/packed file
	name=$(basename "$1") file=$work/mirror/plugins/$(basename "$1").$2.linux.amd64.tar.gz
	rm -rf "$packed"
	mkdir -p "$packed" "$work/mirror/plugins"
	cp "$1" "$packed/" && chmod 775 "$packed/$name"
	if [ "$name" = protoc-gen-go ]; then
		tar -C "$packed" -czf "$file" "$name" # protobuf-go: nothing but the program
	else
		echo "about $name" | tee "$packed/README.md" >"$packed/LICENSE"
		tar -C "$packed" -czf "$file" . # grpc-go: a dot before each name
	fi
}

# The machine's profile, and in it the archives below /plugins/ with their checksums.
profile_with_archives() # DIR
{
	local tools
	if [ ! -d "$work/mirror/plugins" ]; then
		tools=$(testbed_proof_tools) || skip "the plugins cannot be had here"
		mirror_plugin "$tools/protoc-gen-go" v1.36.12
		mirror_plugin "$tools/protoc-gen-go-grpc" v1.6.2
	fi
	write_profile "$mirror_url" | python3 -c '
import glob, hashlib, json, os, sys
profile = json.load(sys.stdin)
for path in glob.glob(sys.argv[1] + "/mirror/plugins/*"):
    name, version = os.path.basename(path).removesuffix(".linux.amd64.tar.gz").split(".", 1)
    profile.setdefault("plugins", {})[name] = {
        "version": version, "sources": [sys.argv[2] + "/plugins/{file}"],
        "sha256": hashlib.sha256(open(path, "rb").read()).hexdigest()}
json.dump(profile, sys.stdout, indent=2)' "$work" "$mirror_url" >"$1/share/archives.json"
	chmod a+r "$1/share/archives.json"
}

protoc_sha256() { sha256sum <"$(testbed_protoc_zip)" | cut -d' ' -f1; }

write_profile() # MIRROR
{
	cat <<PROFILE
{
  "schema": 1,
  "method": "archive",
  "go": { "version": "$testbed_go_version", "sources": ["$1/go/{file}"] },
  "protoc": {
    "version": "$testbed_protoc_version",
    "sources": ["$1/protoc/{file}"],
    "sha256": "$(protoc_sha256)"
  },
  "shells": ["zsh", "bash", "fish"]
}
PROFILE
}

# ---- JSON -----------------------------------------------------------------------------------------

# An expression over the JSON (or the list of JSON lines) in a file, called `j`.
json_holds() # FILE EXPRESSION
{
	python3 - "$1" "$2" <<'PY'
import json, sys
text = open(sys.argv[1]).read()
try:
    j = json.loads(text)
except ValueError:
    j = [json.loads(line) for line in text.splitlines() if line.strip()]
value = eval(sys.argv[2])
if not value:
    print(json.dumps(j)[-1500:])
sys.exit(0 if value else 1)
PY
}

# ---- shells ---------------------------------------------------------------------------------------

# What each way to start a shell resolves; one line `MODE TOOL PATH` each.
shell_matrix() # DIR
{
	local ask='for t in go protoc protoc-gen-go protoc-gen-go-grpc; do echo "MODE $t $(command -v $t)"; done'
	local fish='for t in go protoc protoc-gen-go protoc-gen-go-grpc; echo "MODE $t "(command -v $t); end'
	local mode
	# fish makes its folders at every start: it gets a copy of the settings, and the copy goes.
	local fish_apart='d=$(mktemp -d) && cp -a ~/.config "$d/config" && XDG_CONFIG_HOME=$d/config \
		XDG_DATA_HOME=$d/data XDG_CACHE_HOME=$d/cache "$@"; rm -rf "$d"'
	while read -r mode; do
		case $mode in
		fish*) in_machine "$1" sh -c "$fish_apart" sh $mode "${fish//MODE/${mode// /_}}" ;;
		*) in_machine "$1" $mode "${ask//MODE/${mode// /_}}" ;;
		esac </dev/null 2>/dev/null
	done <<'MODES'
zsh -c
zsh -lc
zsh -ic
zsh -ilc
bash -lc
bash -ic
bash -ilc
fish -c
fish -lc
fish -ic
MODES
}

# Every shell finds every tool, each where goready put it.
check_shells() # DIR
{
	local home=/home/dev bad
	shell_matrix "$1" >"$work/matrix"
	cat "$work/matrix"
	bad=$(grep -vE "^[^ ]+ (go|protoc) $home/\.local/share/goready/bin/(go|protoc)\$" "$work/matrix" |
		grep -vE "^[^ ]+ protoc-gen-go(-grpc)? $home/go/bin/protoc-gen-go(-grpc)?\$")
	if [ -z "$bad" ] && [ "$(wc -l <"$work/matrix")" = 40 ]; then
		pass "new zsh, bash and fish find all four tools where goready put them"
	else
		fail "new zsh, bash and fish find all four tools where goready put them" "$bad"
	fi
	check "a program started from a shell finds them too" \
		in_machine "$1" zsh -c 'env sh -c "go version && protoc --version"'
}
