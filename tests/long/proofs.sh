#!/bin/bash
# Every proof of the table for real, from hello to the gateway: it passes, and broken on purpose it names the
# cause. tests/run has those that take seconds; here are also those that compile for a minute (gRPC from a
# browser, Go's own tests) and those that need tools of their own (gopls, dlv, buf, the gateway's plugin,
# govulncheck), which are built once. With NAMES only these: bash tests/long/proofs.sh std buf
. "$(dirname "$0")/../lib/e2e.sh"
tools=$(testbed_proof_tools) || skip "Go, protoc and the plugins cannot be had here"
work_tools=$(testbed_work_tools) || skip "buf, protoc-gen-grpc-gateway and govulncheck cannot be had here"
grpcurl=$(testbed_grpcurl) || skip "grpcurl cannot be had here"
editor_tools=$(testbed_editor_tools) || skip "gopls and dlv cannot be had here"
goready=${GOREADY_TEST_PROGRAM:-$checkout/build/debug/goready} units=$checkout/build/debug/tests
[ -x "$goready" ] || skip "needs $goready"
[ -x "$units/unit_proof_kinds" ] || skip "needs $units/unit_proof_kinds"
export GOREADY_LONG=1 GOREADY_PROOF_TOOLS=$tools GOREADY_WORK_TOOLS=$work_tools:$grpcurl GOREADY_EDITOR_TOOLS=$editor_tools
export GOREADY_TEST_PROGRAM=$goready

listed=$("$goready" prove --list --json | sed -n 's/.*"name": *"\([a-z]*\)".*/\1/p')
check "the table has proofs" test "$(echo "$listed" | wc -w)" -gt 10
[ $# -gt 0 ] || mapfile -t names <<<"$listed"
[ $# -gt 0 ] || set -- "${names[@]}"
for proof; do
	case $proof in
	hello) "$units/unit_proof" >"$out" 2>"$err" ;;
	*) "$units/unit_proof_kinds" "$proof*" >"$out" 2>"$err" ;;
	esac
	status=$?
	check_status "the proof $proof passes, and names what breaks it" 0
	# A name that no test has, or one whose tests were skipped, would pass too.
	check "$proof is tried here" grep -qE '^\[ +OK \]' "$out"
done
e2e_end
