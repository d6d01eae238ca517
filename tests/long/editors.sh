#!/bin/bash
# gopls and dlv for real, as editors use them: both proofs pass, and with a dlv that is too old for this Go
# the cause is named. The tools are built once and kept with the tests' others; that takes minutes.
. "$(dirname "$0")/../lib/e2e.sh"
program=${GOREADY_TEST_PROGRAM:-$checkout/build/debug/goready}
proof_tools=$(testbed_proof_tools) || skip "needs go, protoc and the plugins"
editor_tools=$(testbed_editor_tools) || skip "needs gopls and dlv"
[ -x "$program" ] || skip "needs $program"

# As a user's login gives it, the caches of the other proofs at hand.
home=$work/home
mkdir -p "$home/go" "$work/tmp"
cat >"$home/.profile" <<-END
	export PATH=$proof_tools:$home/go/bin:/usr/bin:/bin GOTOOLCHAIN=local
	export GOCACHE=$proof_tools/../cache GOMODCACHE=$proof_tools/../pkg/mod
END

go_proves() # FOLDER WORD...: with the tools of that folder
{
	ln -sfn "$editor_tools/$1" "$home/go/bin"
	shift
	env -i HOME="$home" PATH="$proof_tools:$home/go/bin:/usr/bin:/bin" SHELL=/bin/bash LANG=C.UTF-8 TMPDIR="$work/tmp" GOREADY_UI=plain \
		$(testbed_network_env) "$program" prove "$@" >"$out" 2>"$err" </dev/null
	status=$?
	# As it was before it was wrapped: dlv's sentence goes over several lines.
	sed 's/^[a-z]* said: //' "$out" "$err" | tr '\n' ' ' >"$work/line"
}

says() # NAME TEXT
{
	if grep -qF "$2" "$work/line"; then pass "$1"; else fail "$1" "$(cat "$out" "$err")"; fi
}

go_proves bin gopls debug
check_status "gopls and debug pass" 0
says "gopls knows the definition" "greeter.Server is defined in greeter/greeter.go"
says "gopls completes a generated name" "hellopb.Register is completed to RegisterGreeterServer"
says "dlv reads a variable of the call" 'stopped in SayHello, where in.Name is "goready"'
says "and the server goes on" "it went on, and the reply came"

go_proves old debug
check_status "an old dlv fails" 2
says "dlv says that it is too old" "Version of Delve is too old for Go version"
says "and the cause is named" "gotool.outdated"

go_proves old gopls
check_status "a gopls that is none fails" 2
says "what it said is shown" "this is no gopls"

go_proves none gopls
check_status "without gopls nothing could be tried" 1
says "and what brings it is said" "goready apply --with gopls"
left=$(ls "$work/tmp")
if [ -z "$left" ]; then pass "nothing is left in the temp folder"; else fail "left in the temp folder" "$left"; fi
e2e_end
