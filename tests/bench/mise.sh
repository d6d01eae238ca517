# What goready is compared with: mise, from npm. Sourced by run.

mise_program() # prints its path
{
	testbed_make mise "$testbed_cache/mise-1/package/bin/mise" make_mise "$testbed_cache/mise-1"
}

make_mise() # FOLDER
{
	local new=$1.$$
	mkdir -p "$new" && (cd "$new" && npm pack --silent @jdxcode/mise-linux-x64 && tar -xzf ./*.tgz) &&
		mv "$new" "$1"
}

# Into the machine: mise, git, and a repository with the one tag that mise looks for.
mise_prepare()
{
	local program tags=$m/share/go-tags
	[ ! -x "$m/share/mise" ] || return 0
	program=$(mise_program) || return 1
	cp "$program" "$m/share/mise"
	testbed_run_as root "$m" -- sh -c 'apt-get install -qy --no-install-recommends git ||
		{ apt-get update -q && apt-get install -qy --no-install-recommends git; }' \
		>"$work/apt" 2>&1 || return 1
	git init -q "$tags" && git -C "$tags" -c user.name=t -c user.email=t@example.com \
		commit -q --allow-empty -m go && git -C "$tags" tag "go$testbed_go_version" || return 1
	printf '%s' "$testbed_go_sha256" >"$work/mirror/go/$testbed_go_file.sha256"
	chmod -R a+rX "$m/share"
	by_mise --install # once by itself: does it work here?
}

by_mise() # [--install]
{
	testbed_run "$m" CURL_CA_BUNDLE=/share/bundle.pem SSL_CERT_FILE=/share/bundle.pem -- \
		sh /share/with_mise.sh "$@" "$mirror_url" "$(protoc_sha256)" "$hello" \
		>"$work/by_mise" 2>"$work/by_mise.err" </dev/null && return
	say "mise: $(tail -n 3 "$work/by_mise.err")"
	return 1
}
