#!/bin/bash
# What is published beside the programs: the source archive with its Homebrew formula, and the
# workflows that make it. Neither Homebrew nor GitHub is here: their shape is checked.
. "$(dirname "$0")/../lib/e2e.sh"

command -v git >/dev/null || skip "needs git"
# packaging/source takes the last commit: one of what is in the checkout now.
copy_checkout "$work/clone"
(
	cd "$work/clone" && git init -q && git add -A &&
		git -c user.name=test -c user.email=test@example.org commit -q -m test
) || { fail "the checkout can be committed elsewhere"; e2e_end; }
version=$(sed -n 's/^project(goready VERSION \([^ ]*\).*/\1/p' "$checkout/CMakeLists.txt")
address=https://mirror.example/sources

# ---- the source archive and the formula ----

check "packaging/source writes an archive and a formula" \
	sh "$work/clone/packaging/source" --address "$address" "$work/one"
sh "$work/clone/packaging/source" --address "$address" "$work/two"
check_same "the same commit gives the same archive" \
	"$work/one/goready-$version.tar.gz" "$work/two/goready-$version.tar.gz"
sha256=$(sha256sum <"$work/one/goready-$version.tar.gz" | cut -d' ' -f1)
check "the formula has the archive's checksum" grep -qx "  sha256 \"$sha256\"" "$work/one/goready.rb"
check "the formula has the address" \
	grep -qx "  url \"$address/goready-$version.tar.gz\"" "$work/one/goready.rb"
tar -C "$work" -xzf "$work/one/goready-$version.tar.gz"
check "the archive is the commit" \
	diff -r --exclude=.git "$work/clone" "$work/goready-$version"

# Ruby reads the formula, in a machine of the testbed where there is none here.
ruby=
if command -v ruby >/dev/null; then
	ruby="ruby -wc $work/one/goready.rb"
elif [ "$(id -u)" = 0 ] && packager=$(testbed_packager 2>/dev/null) &&
	testbed_machine "$work/m" "$packager" "$(testbed_builder)"; then
	mkdir -p "$work/m/share" && cp "$work/one/goready.rb" "$work/m/share/"
	ruby="in_machine $work/m ruby -wc /share/goready.rb"
fi
if [ -n "$ruby" ]; then
	check "the formula is good Ruby" $ruby
else
	e2e_line skipped "the formula is good Ruby (there is no ruby here)"
fi

# ---- the workflows ----

# Each job has a runner and steps, needs jobs that exist, and runs files of this checkout.
read_workflows()
{
	python3 - "$checkout" <<'PY'
import os, re, sys, yaml

root = sys.argv[1]
# What GitHub has (actions/runner-images, README.md, autumn of 2026): a job for another name waits forever.
RUNNERS = {"ubuntu-24.04", "ubuntu-24.04-arm", "macos-15", "macos-26", "xcode-27", "macos-15-intel",
           "macos-26-intel"}
folder = os.path.join(root, ".github/workflows")
bad = []
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        text = f.read()
    flow = yaml.safe_load(text)
    jobs = flow.get("jobs") or {}
    if True not in flow or not jobs:  # YAML 1.1 reads `on` as true
        bad.append(f"{name}: without triggers or jobs")
    for job, value in jobs.items():
        needs = value.get("needs", [])
        for other in [needs] if isinstance(needs, str) else needs:
            if other not in jobs:
                bad.append(f"{name}: {job} needs {other}")
        if "runs-on" not in value or "timeout-minutes" not in value:
            bad.append(f"{name}: {job} has no runner or time limit")
        matrix = value.get("strategy", {}).get("matrix", {})
        runners = [row["runner"] for row in matrix.get("include", []) if "runner" in row]
        runners += matrix.get("runner", []) or ([] if runners else [value["runs-on"]])
        if not runners or set(runners) - RUNNERS:
            bad.append(f"{name}: {job} runs on {runners}")
        for step in value["steps"]:
            if ("run" in step) == ("uses" in step):
                bad.append(f"{name}: {job}: a step is either run or uses: {step}")
    for path in re.findall(r"\b(?:packaging|tests)/[a-z-]+\b", text):
        if not os.access(os.path.join(root, path), os.X_OK):
            bad.append(f"{name}: {path} cannot be started")
for line in bad:
    print(line)
sys.exit(1 if bad else 0)
PY
}

# What the steps run is good shell.
check_scripts()
{
	python3 - "$checkout/.github/workflows" "$work/steps" <<'PY'
import os, re, sys, yaml

os.makedirs(sys.argv[2])
for name in os.listdir(sys.argv[1]):
    with open(os.path.join(sys.argv[1], name), encoding="utf-8") as f:
        jobs = yaml.safe_load(f)["jobs"]
    for job, value in jobs.items():
        for n, step in enumerate(value["steps"]):
            if "run" in step:
                with open(f"{sys.argv[2]}/{name}.{job}.{n}", "w", encoding="utf-8") as f:
                    f.write(re.sub(r"\$\{\{.*?\}\}", "value", step["run"]) + "\n")
PY
	local step
	for step in "$work"/steps/*; do bash -n "$step" || return; done
	[ -f "$step" ]
}

if python3 -c 'import yaml' 2>/dev/null; then
	check "the workflows' jobs are whole, and what they start is here" read_workflows
	check "the workflows' steps are good shell" check_scripts
else
	e2e_line skipped "the workflows are read (python3 has no yaml here)"
fi
e2e_end
