#!/bin/bash
# The proofs that compile for a minute (gRPC from a browser, Go's own tests), and those that need buf, the
# gateway's plugin and govulncheck, which are built once for it.
. "$(dirname "$0")/../lib/e2e.sh"
tools=$(testbed_proof_tools) || skip "Go, protoc and the plugins cannot be had here"
work_tools=$(testbed_work_tools) || skip "buf, protoc-gen-grpc-gateway and govulncheck cannot be had here"
program=$checkout/build/debug/tests/unit_proof_kinds
[ -x "$program" ] || skip "needs $program"
for proof in web std buf gateway modules; do
	GOREADY_LONG=1 GOREADY_PROOF_TOOLS=$tools GOREADY_WORK_TOOLS=$work_tools \
		"$program" "$proof*" >"$out" 2>"$err"
	status=$?
	check_status "the proof $proof passes, and names what breaks it" 0
done
e2e_end
