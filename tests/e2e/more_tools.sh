#!/bin/bash
# Tools that not everybody needs: asked for by name on a bare machine, found by every new shell, healed
# where they are for another CPU or off PATH, and taken back byte for byte. Most of it is compiling
# gopls and buf, with modules from the module proxy that this machine uses.
. "$(dirname "$0")/../lib/e2e.sh"
machine_begin
machine_warm "$m"
in_machine "$m" mkdir -p /home/dev/.cache /home/dev/.config # what go makes by itself
home_list "$m" "${stays[@]}" >"$work/start"
tools="gopls buf protoc-gen-grpc-gateway"

go_ready "$m" apply --with gopsl --yes </dev/null
check_status "an unknown tool is wrong usage" 64
check_says "and the nearest is named" "Did you mean gopls?"

began=$SECONDS
go_ready "$m" apply --with gopls,buf,protoc-gen-grpc-gateway --yes --profile /share/profile.json </dev/null
check_status "apply --with installs them beside Go and protoc" 0
echo "(took $((SECONDS - began)) s)"
[ "$status" = 0 ] || e2e_end

# fish makes folders at every start: it gets a copy of the settings.
found() # TOOL SHELL...
{
	in_machine "$m" sh -c 'd=$(mktemp -d) && cp -a ~/.config "$d/config" 2>/dev/null
		tool=$1; shift; case $1 in fish) export XDG_CONFIG_HOME=$d/config XDG_DATA_HOME=$d/data XDG_CACHE_HOME=$d/cache;; esac
		"$@" "command -v $tool" 2>/dev/null' sh "$@" </dev/null
}
for tool in $tools; do
	for shell in "zsh -lic" "zsh -c" "bash -lic" "fish -lc"; do
		check "new $shell finds $tool" test "$(found "$tool" $shell)" = "/home/dev/go/bin/$tool"
	done
done
go_ready "$m" doctor --profile /share/profile.json </dev/null
check_says "doctor's table has them" "go/bin/gopls"

# A gopls of another machine in the place of the right one; buf where no shell looks.
bin=$m/home/go/bin
cp -p "$bin/gopls" "$work/gopls"
printf '\267' | dd of="$bin/gopls" bs=1 seek=18 conv=notrunc 2>/dev/null # e_machine: aarch64
mkdir -p "$m/home/protoc/bin" && mv "$bin/buf" "$m/home/protoc/bin/" && chown -R 1000:1000 "$m/home/protoc"
go_ready "$m" doctor --json </dev/null
check "doctor tells of gopls" json_holds "$out" \
	'any(f["id"] == "gotool.wrong-arch" and "gopls" in str(f["evidence"]) for f in j["findings"])'
check "and of buf" json_holds "$out" \
	'any(f["id"] == "tool.off-path" and "buf" in str(f["evidence"]) for f in j["findings"])'
began=$SECONDS
go_ready "$m" fix gotool.wrong-arch tool.off-path --yes --profile /share/profile.json </dev/null
check_status "fix heals both" 0
echo "(took $((SECONDS - began)) s)"
check "gopls runs again" in_machine "$m" zsh -lc "gopls version"
check "buf is found where it is" test "$(found buf zsh -lic)" != ""

go_ready "$m" undo --yes </dev/null
check_status "the repair is taken back" 0
check "to the byte" sh -c 'cmp -s "$1" "$2"; [ $? = 1 ]' sh "$bin/gopls" "$work/gopls"
cp -p "$work/gopls" "$bin/gopls" && mv "$m/home/protoc/bin/buf" "$bin/" && rm -r "$m/home/protoc"
go_ready "$m" undo --all --yes </dev/null
check_status "undo takes everything back" 0
# gopls keeps caches of its own, as soon as it is started.
home_list "$m" "${stays[@]}" .cache/gopls .cache/goimports >"$work/end"
check_same "byte for byte" "$work/start" "$work/end"
e2e_end
