#!/bin/bash
# VS Code's own server and extension host for real: code-server on loopback, opened in a headless browser, with a
# small extension of ours that says what it sees. What goready says of PATH is what the extension host gets, and
# settings that goready has edited are valid to VS Code. Nothing is installed from a marketplace. Getting
# code-server takes minutes, once.
. "$(dirname "$0")/../lib/e2e.sh"
program=${GOREADY_TEST_PROGRAM:-$checkout/build/debug/goready}
[ -x "$program" ] || skip "needs $program"
browser=$(command -v chromium || command -v google-chrome) || skip "needs chromium"
tree=$(testbed_go_tree) || skip "needs go"
server=$(testbed_code_server) || skip "code-server cannot be had here"

# Two Gos: the login shell's start file leads to one, the settings to one that is gone.
home=$work/home
data=$home/.local/share/code-server
extension=$data/extensions/goready.looks-1.0.0
mkdir -p "$home/tools/bin" "$data/Machine" "$data/User" "$extension" "$work/project" "$work/browser"
ln -s "$tree/bin/go" "$home/tools/bin/go"
printf 'export PATH=%s:/usr/bin:/bin\n' "$home/tools/bin" >"$home/.profile"
cat >"$data/Machine/settings.json" <<-'END'
	{
	  // of last year
	  "go.goroot": "/gone/go",
	  "go.toolsEnvVars": { "GOROOT": "/gone/go", "GOFLAGS": "-tags=work", },
	  "go.lintTool": "staticcheck" // kept
	}
END
cp "$data/Machine/settings.json" "$work/before.json"
cat >"$extension/package.json" <<-'END'
	{ "name": "looks", "publisher": "goready", "version": "1.0.0", "main": "./main.js",
	  "engines": { "vscode": "^1.60.0" }, "activationEvents": ["*"], "extensionKind": ["workspace"],
	  "contributes": { "configuration": { "properties": {
	    "go.goroot": { "type": "string", "default": "", "scope": "machine-overridable" },
	    "go.toolsEnvVars": { "type": "object", "default": {}, "scope": "machine-overridable" },
	    "go.lintTool": { "type": "string", "default": "", "scope": "machine-overridable" } } } } }
END
cat >"$extension/main.js" <<-'END'
	const vscode = require("vscode"), fs = require("fs"), file = process.env.GOREADY_LOOKS;
	exports.activate = () => {
		const go = vscode.workspace.getConfiguration("go");
		const seen = { path: process.env.PATH, goroot: go.goroot, lint: go.lintTool, env: go.toolsEnvVars };
		fs.writeFileSync(file + ".part", JSON.stringify(seen));
		fs.renameSync(file + ".part", file);
		vscode.window.createTerminal().sendText(`command -v go >${file}.go`);
	};
END

as_user() # NAME=VALUE... COMMAND...: as a service is started, without what a login shell sets
{
	env -i HOME="$home" SHELL=/bin/bash LANG=C.UTF-8 PATH=/usr/bin:/bin TMPDIR="$work" "$@"
}

goready() # ARGUMENTS...
{
	as_user GOREADY_UI=plain COLUMNS=1000 "$program" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

# Starts the server, opens its page, and waits for what the extension writes.
pids=()
end_all()
{
	[ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null
	pids=()
	wait 2>/dev/null
}
trap 'end_all; e2e_clean' EXIT

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
looks() # FILE
{
	local page="http://127.0.0.1:$port/?folder=$work/project"
	as_user GOREADY_LOOKS="$1" "$server/bin/node" "$server/code-server/out/node/entry.js" \
		--bind-addr "127.0.0.1:$port" --auth none --disable-telemetry --disable-update-check \
		--disable-workspace-trust "$work/project" >"$work/server.log" 2>&1 &
	pids+=($!)
	for _ in $(seq 300); do
		curl -sf --noproxy '*' -o /dev/null "http://127.0.0.1:$port/healthz" && break
		sleep 0.2
	done
	as_user "$browser" --headless=new --no-sandbox --disable-gpu --no-proxy-server \
		--user-data-dir="$work/browser" "$page" >"$work/browser.log" 2>&1 &
	pids+=($!)
	for _ in $(seq 600); do
		[ ! -s "$1.go" ] || break
		sleep 0.2
	done
	end_all
	[ -e "$1" ]
}

goready doctor
check_says "doctor reads code-server's settings" \
	"code-server, ~/.local/share/code-server/Machine/settings.json line 3: go.goroot is /gone/go"
goready fix editor.go-path --yes
check_status "and goready takes out what is gone" 0
check "the comments stay" grep -qF '// kept' "$data/Machine/settings.json"

check "code-server's extension host starts in a browser" looks "$work/seen.json"
cat "$work/seen.json" 2>/dev/null || tail -n 20 "$work/server.log" "$work/browser.log"
check "to VS Code the edited settings are valid" json_holds "$work/seen.json" \
	'j["goroot"] == "" and j["lint"] == "staticcheck" and j["env"] == {"GOFLAGS": "-tags=work"}'

goready doctor --json
check "the extension host finds the go that doctor says new shells find" python3 - "$out" "$work/seen.json" <<'PY'
import json, shutil, sys
go = [tool["path"] for tool in json.load(open(sys.argv[1]))["tools"] if tool["name"] == "go"]
path = json.load(open(sys.argv[2]))["path"]
print(go, path)
sys.exit(0 if shutil.which("go", path=path) == go[0] else 1)
PY
check "and a terminal in the window finds it too" grep -qxF "$home/tools/bin/go" "$work/seen.json.go"

goready undo --yes
check_same "undo gives every byte back" "$work/before.json" "$data/Machine/settings.json"
e2e_end
