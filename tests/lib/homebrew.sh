# Homebrew itself, on Linux, with a small homebrew/core of ours. Part of testbed.sh, which reads it.
#
#	homebrew_machine "$dir"              # dev can write /home/linuxbrew, and nothing is there yet
#	homebrew_machine "$dir" installed    # the official installer has been run for real
#	homebrew_goready "$dir" [installed]  # the same with /share/goready; after e2e.sh only
#	homebrew_run "$dir" install --formula go    # brew as goready calls it, with testbed_run's rest
#
# Machines start from Debian sid, the one Debian with the Ruby that Homebrew 5 wants (6 wants a Ruby
# that Debian does not have yet). Nothing in them needs a network: the repositories and the formulas'
# bottles are in /opt/testbed, /etc/homebrew/brew.env says so to brew, and /etc/gitconfig leads git
# there from Homebrew's public addresses. The bottles hold the testbed's own Go, protoc and plugins.
#
# Homebrew's repository is taken from $GOREADY_TEST_HOMEBREW (a git folder, bare or not, with the tag
# below), else from the cache, else from its public home; and the installer from
# $GOREADY_TEST_HOMEBREW_INSTALLER, the cache, or its public home.

homebrew_version=5.0.15
homebrew_public=https://github.com/Homebrew
homebrew_prefix=/home/linuxbrew/.linuxbrew
homebrew_installer_commit=2535c9bee4ce74b89e4af271b2eec77bea255dde # as in assets/manifest.json
homebrew_installer_sha256=8ff338091a5e10bb5fc040b38316648110f42feff057ecf9feaab51fd0a13ef9
homebrew_abseil_version=20260107.1
homebrew_plugin_version=1.36.12
homebrew_plugin_grpc_version=1.6.2
homebrew_date='@1771790735 +0000' # of the tag

# ---- what is fetched ------------------------------------------------------------------------------

# A bare repository: the tag's tree as one commit, which is main and the tag (the history of
# Homebrew is not needed, and an installer that finds a newer tag would take that one).
testbed_homebrew_repository()
{
	testbed_make homebrew_repository "$testbed_cache/homebrew-brew.git" \
		testbed_make_homebrew_repository
}

testbed_make_homebrew_repository()
{
	local source=${GOREADY_TEST_HOMEBREW:-} work=$testbed_cache/homebrew-brew.$$ tree made
	rm -rf "$testbed_cache"/homebrew-brew.[0-9]*
	mkdir -p "$work"
	if [ -z "$source" ]; then
		source=$work/source
		GIT_TERMINAL_PROMPT=0 timeout 300 git clone -q --bare --depth 1 \
			--branch "$homebrew_version" "$homebrew_public/brew" "$source" || {
			rm -rf "$work"
			echo "Homebrew's repository cannot be cloned; name a copy in GOREADY_TEST_HOMEBREW"
			return 1
		}
	fi
	made=$work/made
	tree=$(git -C "$source" rev-parse "$homebrew_version^{tree}") ||
		{ echo "$source has no tag $homebrew_version"; return 1; }
	git init -q --bare -b main "$made" &&
		git -C "$source" rev-list --objects --no-object-names "$tree" |
		git -C "$source" pack-objects -q --stdout |
			git -C "$made" index-pack --stdin &&
		homebrew_commit "$made" "$tree" &&
		git -C "$made" tag "$homebrew_version" main &&
		mv "$made" "$testbed_cache/homebrew-brew.git" && rm -rf "$work"
}

homebrew_commit() # REPOSITORY TREE: as the only commit of main
{
	local commit
	commit=$(GIT_AUTHOR_NAME=testbed GIT_AUTHOR_EMAIL=testbed@localhost \
		GIT_COMMITTER_NAME=testbed GIT_COMMITTER_EMAIL=testbed@localhost \
		GIT_AUTHOR_DATE=$homebrew_date GIT_COMMITTER_DATE=$homebrew_date \
		git -C "$1" commit-tree -m "As tested" "$2") &&
		git -C "$1" update-ref refs/heads/main "$commit"
}

testbed_homebrew_installer()
{
	local file=$testbed_cache/homebrew-install-${homebrew_installer_commit:0:8}.sh
	testbed_make homebrew_installer "$file" testbed_make_homebrew_installer "$file"
}

testbed_make_homebrew_installer() # FILE
{
	if [ -n "${GOREADY_TEST_HOMEBREW_INSTALLER:-}" ]; then
		cp "$GOREADY_TEST_HOMEBREW_INSTALLER" "$1.new"
	else
		curl -fsSL --connect-timeout 20 --max-time 120 -o "$1.new" \
			"$homebrew_public/install/raw/$homebrew_installer_commit/install.sh"
	fi || { echo "Homebrew's installer cannot be fetched"; return 1; }
	testbed_has_sum "$1.new" "$homebrew_installer_sha256" ||
		{ echo "Homebrew's installer has another checksum than expected"; return 1; }
	mv "$1.new" "$1"
}

# ---- Debian sid -----------------------------------------------------------------------------------

# The lower tree of these machines, in the place of testbed_bare's; goready builds and runs in it.
testbed_homebrew_tree()
{
	testbed_root || return 1
	testbed_make homebrew_tree "$testbed_cache/homebrew-sid-1" testbed_make_homebrew_tree
}

testbed_make_homebrew_tree()
{
	local tree=$testbed_cache/homebrew-tree.$$
	rm -rf "$testbed_cache"/homebrew-tree.[0-9]*
	command -v debootstrap >/dev/null || { echo "debootstrap is not installed"; return 1; }
	debootstrap --variant=minbase --include=sudo,zsh,fish,bash,ca-certificates sid "$tree" \
		$(testbed_debian_mirror) || { echo "debootstrap failed"; return 1; }
	testbed_trust "$tree" && testbed_user "$tree" && cp -L /etc/resolv.conf "$tree/etc/" || return 1
	# Ruby 3.4 was in sid for a while only; experimental keeps it.
	sed 's/ sid / experimental /' "$tree/etc/apt/sources.list" \
		>"$tree/etc/apt/sources.list.d/experimental.list"
	chroot "$tree" sh -ec 'export DEBIAN_FRONTEND=noninteractive
		apt-get update -q
		apt-get install -qy --no-install-recommends ruby3.4 ruby3.4-dev build-essential git curl \
			procps file python3 '"$(homebrew_build_packages)"'
		ln -sf ruby3.4 /usr/bin/ruby
		ln -sf bundle3.4 /usr/bin/bundle' || { echo "sid's packages cannot be installed"; return 1; }
	rm -rf "$tree"/var/cache/apt/archives/*.deb
	mv "$tree" "$testbed_cache/homebrew-sid-1"
}

homebrew_build_packages()
{
	sed -n 's/^debian_packages="\(.*\)"$/\1/p' "$testbed_lib/../../packaging/bootstrap"
}

# ---- formulas and their bottles -------------------------------------------------------------------

# The plugins as the formulas build them: from their modules, so that they call themselves (devel).
homebrew_plugin() # MODULE VERSION PACKAGE RESULT
{
	local source go
	go=$(command -v go) || go=$(testbed_go_tree)/bin/go || return 1
	source=$(cd / && GOTOOLCHAIN=local "$go" mod download -json "$1@v$2" |
		sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
	[ -n "$source" ] || { echo "$1 cannot be had from the module proxy"; return 1; }
	mkdir -p "$(dirname "$4")" && (cd "$source" &&
		env -u GOFLAGS GOTOOLCHAIN=local CGO_ENABLED=0 GOCACHE="$testbed_cache/gocache" \
			"$go" build -mod=mod -trimpath -ldflags "-s -w" -o "$4" "$3")
}

# The kegs, laid out in $1/NAME/VERSION.
homebrew_kegs() # FOLDER
{
	local tree protoc keg program
	tree=$(testbed_go_tree) && protoc=$(testbed_protoc_zip) || return 1

	keg=$1/go/$testbed_go_version
	mkdir -p "$keg/bin" && cp -a "$tree" "$keg/libexec" || return 1
	# Programs for other machines go, as in Homebrew's own formula.
	rm -rf "$keg/libexec/src/debug/elf/testdata" "$keg/libexec/src/runtime/pprof/testdata"
	for program in go gofmt; do ln -s "../libexec/bin/$program" "$keg/bin/$program"; done

	keg=$1/protobuf/$testbed_protoc_version
	mkdir -p "$keg" && unzip -q "$protoc" 'bin/*' 'include/*' -d "$keg" &&
		chmod 0755 "$keg/bin/protoc" || return 1

	keg=$1/abseil/$homebrew_abseil_version
	mkdir -p "$keg/include/absl/base" "$keg/lib/pkgconfig" &&
		printf '#define ABSL_LTS_RELEASE_VERSION %s\n' "${homebrew_abseil_version%.*}" \
			>"$keg/include/absl/base/config.h" &&
		printf 'Name: absl_base\nDescription: Abseil\nVersion: %s\n' "${homebrew_abseil_version%.*}" \
			>"$keg/lib/pkgconfig/absl_base.pc" || return 1

	homebrew_plugin google.golang.org/protobuf "$homebrew_plugin_version" ./cmd/protoc-gen-go \
		"$1/protoc-gen-go/$homebrew_plugin_version/bin/protoc-gen-go" &&
		homebrew_plugin google.golang.org/grpc/cmd/protoc-gen-go-grpc \
			"$homebrew_plugin_grpc_version" . \
			"$1/protoc-gen-go-grpc/$homebrew_plugin_grpc_version/bin/protoc-gen-go-grpc"
}

homebrew_formula() # NAME CLASS VERSION NEEDS BOTTLE'S-SHA256
{
	cat <<FORMULA
class $2 < Formula
  desc "As the tests of goready want it"
  homepage "https://example.org/$1"
  url "file:///opt/testbed/bottles/$1-$3.x86_64_linux.bottle.tar.gz"
  version "$3"
  sha256 "$5"
  license "BSD-3-Clause"

  bottle do
    root_url "file:///opt/testbed/bottles"
    sha256 cellar: :any_skip_relocation, x86_64_linux: "$5"
  end
${4:+
  depends_on \"$4\"
}
  def install
    prefix.install Dir["$3/*"]
  end
end
FORMULA
}

# A keg as a bottle, and its formula into the folder of homebrew/core.
homebrew_bottle() # KEGS BOTTLES CORE NAME CLASS VERSION [NEEDS]
{
	local bottle=$2/$4-$6.x86_64_linux.bottle.tar.gz formulas=$3/Formula/${4:0:1} keg=$1/$4/$6
	mkdir -p "$formulas" "$keg/.brew"
	homebrew_formula "$4" "$5" "$6" "${7:-}" "$(printf %064d 0)" |
		sed '/^  bottle do/,/^  end/d' >"$keg/.brew/$4.rb"
	cat >"$keg/INSTALL_RECEIPT.json" <<RECEIPT
{"homebrew_version":"$homebrew_version","used_options":[],"unused_options":[],
"built_as_bottle":true,"poured_from_bottle":false,"loaded_from_api":false,
"installed_as_dependency":false,"installed_on_request":false,"changed_files":[],"time":1771790735,
"source_modified_time":1771790735,"compiler":"gcc","aliases":[],"runtime_dependencies":[],
"source":{"spec":"stable","versions":{"stable":"$6","head":null,"version_scheme":0},
"path":"$homebrew_prefix/Library/Taps/homebrew/homebrew-core/Formula/${4:0:1}/$4.rb",
"tap":"homebrew/core"},"arch":"x86_64"}
RECEIPT
	tar -C "$1" --sort=name --mtime="${homebrew_date% *}" --owner=0 --group=0 -cf - "$4/$6" |
		gzip -n1 >"$bottle" || return 1
	homebrew_formula "$4" "$5" "$6" "${7:-}" "$(sha256sum <"$bottle" | cut -d' ' -f1)" \
		>"$formulas/$4.rb"
}

homebrew_core() # KEGS BOTTLES REPOSITORY
{
	local folder=$3.work
	homebrew_bottle "$1" "$2" "$folder" go Go "$testbed_go_version" &&
		homebrew_bottle "$1" "$2" "$folder" abseil Abseil "$homebrew_abseil_version" &&
		homebrew_bottle "$1" "$2" "$folder" protobuf Protobuf "$testbed_protoc_version" abseil &&
		homebrew_bottle "$1" "$2" "$folder" protoc-gen-go ProtocGenGo \
			"$homebrew_plugin_version" protobuf &&
		homebrew_bottle "$1" "$2" "$folder" protoc-gen-go-grpc ProtocGenGoGrpc \
			"$homebrew_plugin_grpc_version" protobuf &&
		git init -q --bare -b main "$3" && git -C "$3" --work-tree="$folder" add -A &&
		homebrew_commit "$3" "$(git -C "$3" write-tree)" && rm -rf "$folder"
}

# homebrew/cask, which brew taps when it does not know a name; with nothing in it.
homebrew_cask() # REPOSITORY
{
	git init -q --bare -b main "$1" &&
		homebrew_commit "$1" "$(git -C "$1" hash-object -t tree -w /dev/null)"
}

# ---- layers ---------------------------------------------------------------------------------------

# Everything but Homebrew: what it is made from, and the place for it.
testbed_homebrew_absent()
{
	local repository
	repository=$(testbed_homebrew_repository) || return 1
	testbed_make homebrew_absent "$testbed_cache/homebrew-absent-1" \
		testbed_make_homebrew_absent "$repository"
}

testbed_make_homebrew_absent() # REPOSITORY
{
	local layer=$testbed_cache/homebrew-layer.$$ at
	rm -rf "$testbed_cache"/homebrew-layer.[0-9]*
	at=$layer/opt/testbed
	mkdir -p "$at/bottles" "$layer/etc/homebrew" "$layer/home/linuxbrew" &&
		cp -a "$1" "$at/brew.git" && homebrew_kegs "$layer/kegs" &&
		homebrew_core "$layer/kegs" "$at/bottles" "$at/core.git" && rm -rf "$layer/kegs" &&
		homebrew_cask "$at/cask.git" || return 1
	cat >"$layer/etc/homebrew/brew.env" <<'ENVIRONMENT'
HOMEBREW_DEVELOPER=1
HOMEBREW_USE_RUBY_FROM_PATH=1
HOMEBREW_NO_INSTALL_FROM_API=1
HOMEBREW_NO_AUTO_UPDATE=1
HOMEBREW_BREW_GIT_REMOTE=file:///opt/testbed/brew.git
HOMEBREW_CORE_GIT_REMOTE=file:///opt/testbed/core.git
ENVIRONMENT
	cat >"$layer/etc/gitconfig" <<GITCONFIG
[url "file:///opt/testbed/brew.git"]
	insteadOf = $homebrew_public/brew
[url "file:///opt/testbed/core.git"]
	insteadOf = $homebrew_public/homebrew-core
[url "file:///opt/testbed/cask.git"]
	insteadOf = $homebrew_public/homebrew-cask
GITCONFIG
	chown -R 1000:1000 "$at" "$layer/home/linuxbrew" && # git reads no repository of another user
		mv "$layer" "$testbed_cache/homebrew-absent-1"
}

# What the official installer makes of it.
testbed_homebrew_installed()
{
	local installer
	testbed_homebrew_absent >/dev/null && testbed_homebrew_tree >/dev/null &&
		installer=$(testbed_homebrew_installer) || return 1
	testbed_make homebrew_installed "$testbed_cache/homebrew-installed-1" \
		testbed_make_homebrew_installed "$installer"
}

testbed_make_homebrew_installed() # INSTALLER
{
	local dir=$testbed_cache/homebrew-machine.$$
	rm -rf "$testbed_cache"/homebrew-machine.[0-9]*
	homebrew_machine "$dir" && mkdir -p "$dir/share" && cp "$1" "$dir/share/install.sh" &&
		chmod -R a+rX "$dir/share" &&
		homebrew_install "$dir" && homebrew_run "$dir" --version || return 1
	mv "$dir/upper" "$testbed_cache/homebrew-installed-1" && rm -rf "$dir"
}

homebrew_install() # DIR: with the installer as /share/install.sh
{
	testbed_run "$1" NONINTERACTIVE=1 HOMEBREW_NO_INSTALL_FROM_API=1 \
		HOMEBREW_BREW_GIT_REMOTE=file:///opt/testbed/brew.git \
		HOMEBREW_CORE_GIT_REMOTE=file:///opt/testbed/core.git -- \
		/bin/bash /share/install.sh </dev/null
}

# ---- machines -------------------------------------------------------------------------------------

homebrew_machine() # DIR [installed [LAYER...]]
{
	local dir=$1 tree absent
	local -a layers=()
	tree=$(testbed_homebrew_tree) && absent=$(testbed_homebrew_absent) || return 1
	if [ "${2:-}" = installed ]; then
		layers=("${@:3}" "$(testbed_homebrew_installed)") || return 1
	fi
	TESTBED_BASE=$tree testbed_machine "$dir" "${layers[@]}" "$absent"
}

homebrew_goready() # DIR [installed]: after e2e.sh
{
	local program
	program=$(machine_program) && homebrew_machine "$@" || return 1
	mkdir -p "$1/share" && cp "$program" "$1/share/goready" && chmod -R a+rX "$1/share"
	machine_share_mirror "$1"
}

# The environment of goready's calls of brew (what the wizard itself does not hand on is not there).
homebrew_environment=(SHELL= LANG= TERM=dumb
	"PATH=$homebrew_prefix/bin:/usr/bin:/bin:/usr/sbin:/sbin"
	HOMEBREW_NO_ASK=1 HOMEBREW_NO_AUTO_UPDATE=1 HOMEBREW_FORCE_API_AUTO_UPDATE=1
	HOMEBREW_NO_INSTALL_CLEANUP=1 HOMEBREW_NO_INSTALL_UPGRADE=1 HOMEBREW_NO_COLOR=1
	HOMEBREW_NO_EMOJI=1 HOMEBREW_NO_ENV_HINTS=1 HOMEBREW_NO_ANALYTICS=1)

homebrew_run() # DIR ARGUMENTS...
{
	# brew asks ps for its parent, which must be in its namespace: a shell.
	testbed_run "$1" "${homebrew_environment[@]}" -- sh -c '"$@"; exit $?' sh \
		"$homebrew_prefix/bin/brew" "${@:2}" </dev/null
}

# The answers to every call of record_brew.py, which is /share/record_brew.py in the machine.
homebrew_record() # DIR RESULT [CASE...]
{
	testbed_run "$1" -- python3 /share/record_brew.py record "${@:3}" </dev/null >"$2"
}
