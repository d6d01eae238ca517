# A Mac that can be walked through on Linux: a machine of the testbed in which stand-ins (tests/mac)
# play Apple's programs, Mach-O files are real and started through binfmt_misc by their native twins,
# and goready-mac (lib/mac_host.c) is told that the kernel is Darwin.
#
#	. tests/lib/mac.sh
#	testbed_mac m2-out-of-the-box "$dir"     # or m2pro-migrated, m1-two-homebrews
#	mac_run "$dir" [NAME=VALUE...] -- zsh -lc 'go version'
#	mac_run_as root "$dir" -- CMD...
#
# or, to look around: `bash tests/lib/mac.sh NAME DIR [COMMAND...]` (goready-mac is /share/goready-mac).
#
# Not as on a Mac: /etc, /var and /tmp are no links into /private; home is /home/dev; a program of
# another CPU starts and ends with status 126 (execve fails on a Mac); nothing of the kernel, the
# keychain, quarantine or code signing is played.
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/testbed.sh"

mac_stand_ins=$testbed_lib/../mac
mac_base=$testbed_cache/mac-base-2   # the layers; another number where a recipe changes
mac_layer=$testbed_cache/mac-tools-2
mac_go_version=1.27.2
declare -a mac_environment=()
declare -a mac_also=() # NAME=VALUE... for all that is run
mac_goproxy=/usr/lib/mac/goproxy # gopls and dlv, by name; see mac_make_goproxy
mac_go_file=go$mac_go_version.darwin-arm64.tar.gz
mac_protoc_file=protoc-$testbed_protoc_version-osx-aarch_64.zip
mac_protoc_arm64_sha256=dbd9a127dbbadd379bbea9a28a4349a0c9b1ad34b4c06f03fbe0f3853583a014
mac_protoc_amd64_sha256=445b53a77c8ec0e2597c6fcb3ec3668fe378371903371150b1fb5a78f56fb0a4

# ---- what Macs have in common ----------------------------------------------------------------------

# Debian with Python (for the stand-ins) and without what no Mac has, such as the questions of zsh's
# newuser module where there are no start files.
testbed_mac_base()
{
	testbed_builder >/dev/null && testbed_make mac-base "$mac_base" testbed_make_layer "$mac_base" '
		apt-get update -q && apt-get install -qy --no-install-recommends python3-minimal procps
		rm -rf /var/cache/apt/archives/*.deb /var/lib/apt/lists/*
		rm -f /usr/bin/fish* /etc/zsh/zshenv /etc/zsh/zlogin /etc/zsh/zlogout /etc/environment \
			/usr/bin/*gcc* /usr/bin/c[89]9* /usr/bin/cc /usr/bin/cmake /usr/bin/*-ld /usr/bin/ld*
		rm -rf /usr/lib/*/zsh/*/zsh/newuser.so /usr/share/zsh/functions/Newuser
		usermod --shell /bin/zsh dev
		groupadd --gid 80 admin'
}

# Real tools for macOS, their native twins, and kegs to pour: a layer below /usr/lib/mac.
testbed_mac_tools()
{
	testbed_make mac-tools "$mac_layer" mac_make_tools
}

# The archives that a mirror serves: made of the toolchain module and of Maven's files.
testbed_mac_archives()
{
	local tools
	tools=$(testbed_mac_tools) || return 1
	printf '%s\n' "$tools.archives"
}

mac_make_tools()
{
	local to=$mac_layer work=$testbed_cache/mac-tools.$$
	rm -rf "$testbed_cache"/mac-tools.[0-9]* "$to.archives"
	mac=$work/usr/lib/mac
	mkdir -p "$mac/twins" "$mac/bottles" "$mac/pieces" "$work.archives"
	mac_make_go && mac_make_protoc && mac_make_plugins && mac_make_goproxy && mac_make_pieces &&
		mac_make_archives "$work.archives" || return 1
	chmod -R u+w "$work.modules" && rm -rf "$work.modules" "$work.gopath"
	mv "$work.archives" "$to.archives" && mv "$work" "$to"
}

# `go` of our own, for what is built here; and the same for another system.
mac_host_go() # ARGUMENTS...
{
	env -u GOROOT -u GOBIN GOFLAGS=-modcacherw GOENV=off GOTOOLCHAIN=local CGO_ENABLED=0 \
		GOPATH="$work.gopath" "${mac_environment[@]}" "$mac/go/bin/go" "$@"
}

mac_twin() # MACH-O NATIVE: a program of Linux, or the name of a script of tests/mac
{
	local sum
	sum=$(sha256sum <"$1" | cut -d' ' -f1)
	case $2 in
	*-twin) ln -sf "../$2" "$mac/twins/$sum.wrap" ;;
	*) cp "$2" "$mac/twins/$sum" ;;
	esac
}

# A tree of the toolchain module, as cmd/go makes it ready to use.
mac_toolchain() # OS-ARCH FOLDER
{
	local module=golang.org/toolchain@v0.0.1-go$mac_go_version.$1 zip
	zip=$(GOTOOLCHAIN=local GOFLAGS=-modcacherw GOMODCACHE="$work.modules" \
		go mod download -json "$module" | sed -n 's/^.*"Zip": "\(.*\)",$/\1/p') &&
		python3 - "$zip" "$module" "$2" <<'PY'
import os, sys, zipfile
archive, prefix, target = sys.argv[1:]
with zipfile.ZipFile(archive) as z:
    for info in z.infolist():
        name = info.filename[len(prefix) + 1:]
        path = os.path.join(target, name)
        if os.path.basename(path) == "_go.mod":
            path = path[:-len("_go.mod")] + "go.mod"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(z.read(info))
        parts = name.split("/")
        if parts[0] == "bin" or parts[:2] == ["pkg", "tool"]:
            os.chmod(path, 0o755)
PY
}

mac_make_go()
{
	local keg=$mac/bottles/go/$mac_go_version
	mkdir -p "$mac/go" "$keg/libexec" "$keg/bin"
	mac_toolchain linux-amd64 "$mac/go" && mac_toolchain darwin-arm64 "$keg/libexec" || return 1
	ln -s ../libexec/bin/go ../libexec/bin/gofmt "$keg/bin/"
	mac_twin "$keg/libexec/bin/go" go-twin
	mac_twin "$keg/libexec/bin/gofmt" "$mac/go/bin/gofmt"
}

mac_make_protoc()
{
	local maven file keg=$mac/bottles/protobuf/$testbed_protoc_version cpu sum
	maven=$(testbed_maven) || return 1
	mkdir -p "$work.maven" "$keg/bin" "$mac/bottles/abseil/20260526.0/share/abseil"
	for cpu in aarch_64:$mac_protoc_arm64_sha256 x86_64:$mac_protoc_amd64_sha256; do
		sum=${cpu#*:} file=com/google/protobuf/protoc/4.36.1/protoc-4.36.1-osx-${cpu%:*}.exe
		testbed_maven_file "$work.maven" "protoc:4.36.1:exe:osx-${cpu%:*}" "$file" "$sum" || return 1
		chmod +x "$work.maven/$file"
		mac_twin "$work.maven/$file" protoc-twin
	done
	cp "$maven/$testbed_protoc_exe" "$mac/protoc" && chmod 755 "$mac/protoc"
	mv "$work.maven/${file%x86_64.exe}x86_64.exe" "$mac/pieces/protoc-amd64"
	python3 "$testbed_lib/pack_protoc.py" "$work.maven/${file%x86_64.exe}aarch_64.exe" \
		"$maven/$testbed_protoc_jar" "$work.archives/$mac_protoc_file" || return 1
	python3 -m zipfile -e "$work.archives/$mac_protoc_file" "$work.maven/zip" || return 1
	mv "$work.maven/zip/bin/protoc" "$keg/bin/protoc-$testbed_protoc_version.0" &&
		chmod 755 "$keg/bin/protoc-$testbed_protoc_version.0"
	ln -s "protoc-$testbed_protoc_version.0" "$keg/bin/protoc"
	mv "$work.maven/zip/include" "$keg/include"
	echo "abseil" >"$mac/bottles/abseil/20260526.0/share/abseil/README"
	rm -rf "$work.maven"
}

# As formulae build them, in the module's own folder: their build information says (devel).
mac_make_plugins()
{
	mac_make_plugin protoc-gen-go 1.36.12 google.golang.org/protobuf v1.36.12 \
		./cmd/protoc-gen-go &&
		mac_make_plugin protoc-gen-go-grpc 1.6.2 google.golang.org/grpc/cmd/protoc-gen-go-grpc \
			v1.6.2 .
}

mac_make_plugin() # NAME KEG-VERSION MODULE VERSION PACKAGE
{
	local folder program=$mac/bottles/$1/$2/bin/$1
	local -a mac_environment=(GOFLAGS=-modcacherw\ -buildvcs=false)
	folder=$(mac_host_go mod download -json "$3@$4" | sed -n 's/^.*"Dir": "\(.*\)",$/\1/p')
	(
		cd "$folder" && mac_host_go build -o "$work.native" "$5" &&
			mac_environment+=(GOOS=darwin GOARCH=arm64) &&
			mac_host_go build -o "$program" "$5"
	) && mac_twin "$program" "$work.native" && rm -f "$work.native"
}

# gopls and dlv take minutes to compile: in their places are small programs of the same names, in a
# module proxy made of files.
mac_make_goproxy()
{
	python3 - "$mac/goproxy" <<'PY'
import json, os, sys, zipfile
MAIN = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("%s %s")\n}\n'
for module, package, versions in (
        ("golang.org/x/tools/gopls", "", ("v0.8.1", "v0.20.0")),
        ("github.com/go-delve/delve", "cmd/dlv/", ("v1.8.2", "v1.25.2"))):
    folder = os.path.join(sys.argv[1], module, "@v")
    os.makedirs(folder)
    with open(folder + "/list", "w") as f:
        f.write("\n".join(versions) + "\n")
    for version in versions:
        mod = f"module {module}\n\ngo 1.17\n"
        with open(f"{folder}/{version}.info", "w") as f:
            json.dump({"Version": version, "Time": "2026-01-01T00:00:00Z"}, f)
        with open(f"{folder}/{version}.mod", "w") as f:
            f.write(mod)
        with zipfile.ZipFile(f"{folder}/{version}.zip", "w") as z:
            z.writestr(f"{module}@{version}/go.mod", mod)
            z.writestr(f"{module}@{version}/{package}main.go",
                       MAIN % (module.rpartition("/")[2], version))
PY
}

# Intel programs of an old machine. Trees of Go that no module has any more are small programs with
# another version's name in them.
mac_make_pieces()
{
	local name version tree
	for name in github.com/golang/protobuf/protoc-gen-go@v1.3.2 golang.org/x/tools/gopls@v0.8.1 \
		github.com/go-delve/delve/cmd/dlv@v1.8.2; do
		mac_make_intel "$name" || return 1
	done
	mkdir -p "$work.small" && printf 'module small\n' >"$work.small/go.mod"
	cat >"$work.small/main.go" <<'GO'
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("a stand-in for an old Intel program:", os.Args)
	os.Exit(1)
}
GO
	(cd "$work.small" && mac_host_go build -o native . &&
		GOOS=darwin GOARCH=amd64 mac_host_go build -o intel .) || return 1
	for version in 1.17.8 1.20.5; do
		tree=$mac/pieces/go-$version
		mkdir -p "$tree/bin" "$tree/pkg/tool/darwin_amd64" "$tree/src/fmt"
		printf 'go%s\ntime 2026-10-06T17:00:00Z\n' "$version" >"$tree/VERSION"
		sed "s/go$mac_go_version/go$version/g" "$work.small/intel" >"$tree/bin/go"
		for name in bin/gofmt pkg/tool/darwin_amd64/compile pkg/tool/darwin_amd64/link \
			pkg/tool/darwin_amd64/asm; do
			cp "$tree/bin/go" "$tree/$name"
		done
		chmod 755 "$tree"/bin/* "$tree"/pkg/tool/*/*
		mac_twin "$tree/bin/go" "$work.small/native"
	done
	rm -rf "$work.small"
}

mac_make_intel() # PACKAGE@VERSION
{
	local name=${1%@*}
	local -a mac_environment=("GOPROXY=file://$mac/goproxy,$(cd / && go env GOPROXY)"
		GONOSUMDB=golang.org/x/tools/gopls,github.com/go-delve/delve)
	name=${name##*/}
	# An old Go's name in it, as long as ours: what old ones built may need the newest source.
	mac_host_go install "$1" && mac_environment+=(GOOS=darwin GOARCH=amd64) &&
		mac_host_go install "$1" &&
		sed "s/go$mac_go_version/go1.17.8/g" "$work.gopath/bin/darwin_amd64/$name" \
			>"$mac/pieces/$name" && chmod 755 "$mac/pieces/$name" &&
		mac_twin "$mac/pieces/$name" "$work.gopath/bin/$name"
}

mac_make_archives() # FOLDER
{
	tar -C "$mac/bottles/go/$mac_go_version" --sort=name --owner=0 --group=0 --mtime=@0 \
		--transform 's,^libexec,go,' -cf - libexec | gzip -1 >"$1/$mac_go_file"
}

# ---- a machine ---------------------------------------------------------------------------------------

testbed_mac() # NAME DIR
{
	local base tools
	base=$(testbed_mac_base) && tools=$(testbed_mac_tools) || return 1
	testbed_machine "$2" "$tools" "$base" "$(testbed_builder)" || return 1
	find "$2/home" -mindepth 1 -delete # Debian's start files
	mkdir -p "$2/home/Library/Caches" "$2/home/Library/Application Support"
	chown -R 1000:1000 "$2/home"
	mac_stand_in "$2/upper" && mac_system_files "$2/upper" && mac_describe "$1" "$2/upper" &&
		"mac_machine_${1//-/_}" "$2"
}

# tests/mac in the places of Apple's programs.
mac_stand_in() # ROOT
{
	local lib=$1/usr/lib/mac name
	mkdir -p "$lib/log" "$lib/twins" "$1/usr/bin" "$1/usr/sbin" "$1/usr/libexec"
	chmod 1777 "$lib/log" "$lib/twins"
	cp -r "$mac_stand_ins"/{enter,run-macho,go-twin,protoc-twin,clt,brew,install.sh} "$lib/"
	cp "$mac_stand_ins"/{sw_vers,uname,arch,xcode-select,launchctl,dscl,caffeinate} "$1/usr/bin/"
	cp "$mac_stand_ins"/{sysctl,pkgutil,softwareupdate,scutil} "$1/usr/sbin/"
	cp "$mac_stand_ins/path_helper" "$1/usr/libexec/"
	for name in git clang clang++ cc c++ gcc g++ make ld xcrun; do
		cp "$mac_stand_ins/stub" "$1/usr/bin/$name"
	done
}

# As apple-oss-distributions has them (files, zsh; docs/facts.md, shells); Debian's zsh reads /etc/zsh.
mac_system_files() # ROOT
{
	local etc=$1/etc
	local helper='if [ -x /usr/libexec/path_helper ]; then
	eval `/usr/libexec/path_helper -s`
fi'
	mkdir -p "$etc/paths.d" "$etc/zsh" "$etc/ssl" "$1/System/Cryptexes/App/usr/bin" \
		"$1/Library/Developer" "$1/Applications" "$1/usr/local" "$1/var/db"
	rm -rf "$1/usr/local/bin" "$1/usr/local/sbin"
	printf '%s\n' /usr/local/bin /System/Cryptexes/App/usr/bin /usr/bin /bin /usr/sbin /sbin \
		>"$etc/paths"
	printf '# System-wide profile for interactive zsh(1) shells.\n%s\n' "$helper" >"$etc/zprofile"
	printf '# System-wide .profile for sh(1)\n%s\nif [ "${BASH-no}" != "no" ]; then\n%s\nfi\n' \
		"$helper" '	[ -r /etc/bashrc ] && . /etc/bashrc' >"$etc/profile"
	cp "$etc/zprofile" "$etc/zsh/zprofile"
	printf 'HISTFILE=${ZDOTDIR:-$HOME}/.zsh_history\nHISTSIZE=2000\nSAVEHIST=1000\n' >"$etc/zshrc"
	cp "$etc/zshrc" "$etc/zsh/zshrc"
	: >"$etc/bash.bashrc"
	ln -sf ../../etc/ssl/certs/ca-certificates.crt "$etc/ssl/cert.pem"
	mkdir -p "$etc/sudoers.d"
	printf 'Defaults !admin_flag\ndev ALL=(ALL) NOPASSWD: ALL\n' >"$etc/sudoers.d/dev"
	chmod 440 "$etc/sudoers.d/dev"
}

# What only the kernel says, from the captured machine of that name (tests/machines).
mac_describe() # NAME ROOT
{
	python3 - "$testbed_lib/../machines/$1.json" "$2/usr/lib/mac/machine.json" <<'PY'
import json, sys
with open(sys.argv[1]) as f:
    machine = json.load(f)
with open(sys.argv[2], "w") as f:
    json.dump({k: machine[k] for k in ("system", "sysctl")}, f, indent=1)
PY
	mac_admin "$2"
}

mac_admin() # ROOT: dev is an administrator
{
	local group
	group=$(cat "$mac_base/etc/group") || return 1
	printf '%s\n' "${group/admin:x:80:/admin:x:80:dev}" >"$1/etc/group"
}

# From now on sudo asks for this password; and without any, the user is no administrator.
mac_password() # DIR PASSWORD
{
	printf 'Defaults !admin_flag\n%%admin ALL=(ALL) ALL\n' |
		mac_run_as root "$1" -- sh -c 'cat >/etc/sudoers.d/dev' &&
		mac_run_as root "$1" -- sh -c 'echo "dev:$1" | chpasswd' sh "$2"
}

mac_no_admin() # DIR
{
	mac_run_as root "$1" -- sh -c 'gpasswd --delete dev admin >/dev/null && : >/etc/sudoers.d/dev'
}

# Its processes as that captured machine has them (a terminal under Rosetta), instead of the real ones.
mac_processes() # NAME DIR
{
	python3 - "$testbed_lib/../machines/$1.json" "$2/upper/usr/lib/mac/machine.json" <<'PY'
import json, sys
with open(sys.argv[1]) as f:
    processes = json.load(f)["processes"]
with open(sys.argv[2]) as f:
    machine = json.load(f)
machine["processes"] = processes
with open(sys.argv[2], "w") as f:
    json.dump(machine, f, indent=1)
PY
}

mac_machine_m2_out_of_the_box() { :; }

mac_machine_m2pro_migrated() # DIR
{
	local root=$1/upper home=$1/home
	mac_clt "$root"
	mac_rosetta "$root"
	mac_intel_homebrew "$root"
	mac_intel_keg "$root" protobuf 3.19.4 protoc
	mkdir -p "$home/go/bin" "$root/usr/local/share/zsh-autosuggestions"
	cp -r "$mac_layer/usr/lib/mac/pieces/go-1.17.8" "$root/usr/local/go"
	echo /usr/local/go/bin >"$root/etc/paths.d/go"
	echo '# zsh-autosuggestions' \
		>"$root/usr/local/share/zsh-autosuggestions/zsh-autosuggestions.zsh"
	cp "$mac_layer/usr/lib/mac/pieces"/{protoc-gen-go,gopls,dlv} "$home/go/bin/"
	mac_dotfiles m2pro-migrated "$home"
}

mac_machine_m1_two_homebrews() # DIR
{
	local root=$1/upper home=$1/home
	mac_clt "$root"
	mac_rosetta "$root"
	mac_intel_homebrew "$root"
	mac_intel_keg "$root" go 1.20.5 go gofmt
	mac_intel_keg "$root" abseil 20230125.3
	mac_intel_keg "$root" protobuf 23.3 protoc
	mkdir -p "$root/opt/homebrew" && chown 1000:80 "$root/opt/homebrew"
	mkdir -p "$home/go/bin"
	mac_dotfiles m1-two-homebrews "$home"
	mac_run "$1" -- /usr/bin/python3 -I /usr/lib/mac/brew --make-prefix /opt/homebrew &&
		mac_run "$1" -- /opt/homebrew/bin/brew install --formula go protobuf protoc-gen-go \
			protoc-gen-go-grpc >&2 || return 1
	mac_run_as root "$1" -- sh -c 'echo /opt/homebrew/bin >/etc/paths.d/homebrew'
}

# The start files that the captured machine has.
mac_dotfiles() # NAME HOME
{
	python3 - "$testbed_lib/../machines/$1.json" "$2" <<'PY'
import json, os, sys
with open(sys.argv[1]) as f:
    files = json.load(f)["files"]
for path, what in files.items():
    if path.startswith("~/.") and isinstance(what, dict) and "text" in what:
        with open(os.path.join(sys.argv[2], path[2:]), "w") as f:
            f.write("\n".join(what["text"]) + "\n")
PY
	chown -R 1000:1000 "$2"
}

mac_clt() # ROOT
{
	local tools=$1/Library/Developer/CommandLineTools
	mkdir -p "$tools/usr/bin" "$1/var/db" && cp "$mac_stand_ins"/clt/* "$tools/usr/bin/"
	mkdir -p "$tools/SDKs/MacOSX.sdk/usr/include" && : >"$tools/SDKs/MacOSX.sdk/usr/include/stdlib.h"
	ln -sfn /Library/Developer/CommandLineTools "$1/var/db/xcode_select_link"
}

mac_rosetta() # ROOT
{
	mkdir -p "$1/Library/Apple/usr/libexec/oah"
	: >"$1/Library/Apple/usr/libexec/oah/libRosettaRuntime"
}

# What install.sh makes on an Intel Mac (docs/facts.md, Homebrew), as Migration Assistant copies it.
mac_intel_homebrew() # ROOT
{
	local local=$1/usr/local
	mkdir -p "$local/Homebrew/bin" "$local"/{bin,etc,include,lib,opt,sbin,Cellar,Caskroom} \
		"$local/share/zsh/site-functions" "$local/var/homebrew/linked"
	cp "$mac_stand_ins/brew" "$local/Homebrew/bin/brew"
	ln -s ../Homebrew/bin/brew "$local/bin/brew"
	printf '/usr/local/bin\n/usr/local/sbin\n' >"$local/etc/paths" # brew makes it (docs/facts.md, Homebrew)
	chown -R 1000:80 "$local"/*
}

mac_intel_keg() # ROOT NAME VERSION [PROGRAM...]
{
	local local=$1/usr/local name=$2 version=$3 pieces=$mac_layer/usr/lib/mac/pieces
	local keg=$1/usr/local/Cellar/$2/$3 program request=true
	shift 3
	mkdir -p "$keg"
	case $name in
	go)
		mkdir -p "$keg/bin" && cp -r "$pieces/go-$version" "$keg/libexec"
		ln -s ../libexec/bin/go ../libexec/bin/gofmt "$keg/bin/"
		;;
	protobuf)
		mkdir -p "$keg/bin" && cp "$pieces/protoc-amd64" "$keg/bin/protoc"
		cp -r "$pieces/../bottles/protobuf/$testbed_protoc_version/include" "$keg/include"
		;;
	abseil) request=false ;;
	esac
	printf '{"homebrew_version": "6.0.18", "poured_from_bottle": true, %s: %s, "arch": "x86_64"}\n' \
		'"installed_on_request"' "$request" >"$keg/INSTALL_RECEIPT.json"
	ln -s "../Cellar/$name/$version" "$local/opt/$name"
	ln -s "../../../Cellar/$name/$version" "$local/var/homebrew/linked/$name"
	for program in "$@"; do
		ln -s "../Cellar/$name/$version/bin/$program" "$local/bin/$program"
	done
	chown -R 1000:80 "$local/Cellar/$name"
	chown -h 1000:80 "$local"/{bin,opt}/*
}

# ---- running in it ---------------------------------------------------------------------------------

# As the shell of a Terminal window would start it, in zsh's environment before its start files.
mac_run() # DIR [NAME=VALUE...] -- COMMAND...
{
	mac_run_as dev "$@"
}

mac_run_as() # dev|root DIR [NAME=VALUE...] -- COMMAND...
{
	local user=$1 dir=$2 home=/home/dev proxy
	local -a set=()
	shift 2
	[ "$user" != root ] || home=/var/root
	proxy=${GOPROXY:-$(cd / && GOTOOLCHAIN=local go env GOPROXY)}
	set=("HOME=$home" "USER=$user" "LOGNAME=$user" SHELL=/bin/zsh LANG=C.UTF-8
		TERM_PROGRAM=Apple_Terminal
		PATH=/usr/local/bin:/System/Cryptexes/App/usr/bin:/usr/bin:/bin:/usr/sbin:/sbin
		"GOPROXY=file://$mac_goproxy,$proxy"
		GONOSUMDB=golang.org/x/tools/gopls,github.com/go-delve/delve "${mac_also[@]}")
	while [ "$1" != -- ]; do
		set+=("$1")
		shift
	done
	shift
	testbed_run_as namespace "$dir" -- sh /usr/lib/mac/enter "$user" "${set[@]}" "$@"
}

if [ "${BASH_SOURCE[0]}" = "$0" ] && [ "$1" = prepare ]; then
	testbed_mac_base && testbed_mac_tools
elif [ "${BASH_SOURCE[0]}" = "$0" ]; then
	name=$1 dir=$2
	shift 2
	[ -d "$dir/upper" ] || testbed_mac "$name" "$dir" || exit 1
	mkdir -p "$dir/share"
	cp "$testbed_lib/../../build/debug/tests/goready-mac" "$dir/share/" 2>/dev/null
	[ $# -gt 0 ] || set -- /bin/zsh -l
	mac_run "$dir" "TERM=${TERM:-dumb}" -- "$@"
fi
