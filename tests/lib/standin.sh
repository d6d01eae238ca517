# A Go and a protoc that are shell scripts, in archives of the right shape, and a home folder to
# install them in: a whole apply takes about a second, needs no network and no root. For scenarios
# that want many runs.
#
#	. "$(dirname "$0")/../lib/e2e.sh"
#	. "$(dirname "$0")/../lib/standin.sh"
#	standin_new                        # $home $www $url $profile; $goready is the program
#	go_here apply --yes --profile "$profile"
#	check_status "it is installed" 2   # the proof fails: the stand-in compiles nothing
#
# What `go install` does is the shell text in $standin_install.

goready=${GOREADY:-$checkout/build/release/goready}
standin_install='t=$(readlink -f "$0"); mkdir -p "$GOBIN" && cp "${t%/bin/go}/misc/${n##*/}" "$GOBIN/${n##*/}" && chmod 755 "$GOBIN/${n##*/}"'
standin_pids=
here=()

standin_clean()
{
	local pid
	for pid in $standin_pids; do kill "$pid" 2>/dev/null; done
	e2e_clean
}
trap standin_clean EXIT

standin_archives()
{
	python3 - "$www" "$standin_install" <<'PY'
import io, os, platform, struct, sys, tarfile, zipfile

www, install = sys.argv[1:3]
go_arch, protoc_arch, machine = {"x86_64": ("amd64", "x86_64", 62),
                                 "aarch64": ("arm64", "aarch_64", 183)}[platform.machine()]


def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def plugin(path, module, version):
    """An ELF file with what Go's linker writes about a program; it does not run."""
    info = b"x" * 16 + f"path\t{path}\nmod\t{module}\t{version}\th1:x=\n".encode() + b"y" * 16
    data = (b"\xff Go buildinf:" + bytes([8, 2])).ljust(32, b"\0")
    data += varint(8) + b"go1.27.2" + varint(len(info)) + info
    head = b"\x7fELF\x02\x01\x01" + b"\0" * 9
    head += struct.pack("<HHIQQQIHHHHHH", 2, machine, 1, 0x401000, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    head += struct.pack("<IIQQQQQQ", 1, 6, 256, 0x500000, 0x500000, len(data), len(data), 4096)
    return head + b"\0" * (256 - len(head)) + data


def add(tar, name, data, mode):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), mode
    tar.addfile(entry, io.BytesIO(data))


go = f"""#!/bin/sh
case ${{1:-}} in
install) n=${{2%@*}}; {install} ;;
version) echo go version go1.27.2 linux/{go_arch} ;;
esac
"""
with tarfile.open(f"{www}/go1.27.2.linux-{go_arch}.tar.gz", "w:gz") as tar:
    add(tar, "go/VERSION", b"go1.27.2\n", 0o644)
    add(tar, "go/bin/go", go.encode(), 0o755)
    add(tar, "go/bin/gofmt", b"#!/bin/sh\n", 0o755)
    add(tar, f"go/pkg/tool/linux_{go_arch}/compile", b"#!/bin/sh\n", 0o755)
    for name in "runtime", "fmt", "os", "net", "crypto", "internal":
        add(tar, f"go/src/{name}/{name}.go", f"package {name}\n".encode(), 0o644)
    add(tar, "go/misc/protoc-gen-go",
        plugin("google.golang.org/protobuf/cmd/protoc-gen-go", "google.golang.org/protobuf",
               "v1.36.12"), 0o755)
    add(tar, "go/misc/protoc-gen-go-grpc",
        plugin("google.golang.org/grpc/cmd/protoc-gen-go-grpc",
               "google.golang.org/grpc/cmd/protoc-gen-go-grpc", "v1.6.2"), 0o755)
with zipfile.ZipFile(f"{www}/protoc-36.1-linux-{protoc_arch}.zip", "w") as archive:
    archive.writestr("bin/protoc", "#!/bin/sh\necho libprotoc 36.1\nexit 1\n")
    for name in "descriptor any duration empty field_mask struct timestamp wrappers".split():
        archive.writestr(f"include/google/protobuf/{name}.proto", "x\n")
PY
}

standin_serve() # FOLDER: a plain web server on loopback; $url
{
	rm -f "$work/port"
	python3 - "$1" "$work/port" >"$work/www.log" 2>&1 <<'PY' &
import functools, http.server, os, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
with open(sys.argv[2] + ".new", "w") as out:
    out.write(str(server.server_address[1]))
os.rename(sys.argv[2] + ".new", sys.argv[2])
server.serve_forever()
PY
	standin_pids="$standin_pids $!"
	while [ ! -s "$work/port" ]; do sleep 0.05; done
	url=http://127.0.0.1:$(cat "$work/port")
}

standin_profile() # [GO-SOURCE [PROTOC-SOURCE]]
{
	cat >"$profile" <<P
{ "schema": 1, "method": "archive",
  "go": { "version": "1.27.2", "sources": ["${1:-$url/{file\}}"], "sha256": "$go_sha256" },
  "protoc": { "version": "36.1", "sources": ["${2:-$url/{file\}}"], "sha256": "$protoc_sha256" },
  "goproxy": "$url/proxy,off",
  "shells": ["bash"] }
P
}

standin_home() # a new one
{
	chmod -R u+rwX "$home" 2>/dev/null
	rm -rf "$home" "$work/tmp"
	mkdir -p "$home" "$work/tmp"
	chmod 1777 "$work/tmp"
	printf 'alias ll="ls -l"\n' >"$home/.bashrc"
	printf '. ~/.bashrc\n' >"$home/.profile"
}

standin_new()
{
	[ -x "$goready" ] || skip "there is no $goready; tests/run builds it"
	home=$work/home www=$work/www profile=$work/profile.json
	mkdir -p "$www"
	chmod 755 "$work"
	standin_archives
	go_sha256=$(sha256sum "$www"/go1*.tar.gz | cut -d' ' -f1)
	protoc_sha256=$(sha256sum "$www"/protoc*.zip | cut -d' ' -f1)
	standin_serve "$www"
	standin_profile
	standin_home
}

# With ${here[@]} (NAME=value) in its environment, and nothing of ours.
go_here() # ARGUMENTS...
{
	env -i HOME="$home" PATH=/usr/bin:/bin TMPDIR="$work/tmp" SHELL=/bin/bash LANG=C.UTF-8 \
		COLUMNS=200 ${here[@]+"${here[@]}"} "$goready" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

# What a home holds, but for what Review says will stay.
standin_snapshot()
{
	python3 - "$home" <<'PY'
import hashlib, os, stat, sys
home = sys.argv[1]
stays = (".local/state", ".cache", ".config/go/telemetry", "go/pkg")
for folder, folders, files in os.walk(home):
    for name in sorted(folders + files):
        path = os.path.join(folder, name)
        short = os.path.relpath(path, home)
        st = os.lstat(path)
        if short in (".local", ".config", ".config/go", "go"):
            continue
        if any(short == s or short.startswith(s + "/") for s in stays):
            continue
        if stat.S_ISLNK(st.st_mode):
            what = "link " + os.readlink(path)
        elif stat.S_ISREG(st.st_mode):
            with open(path, "rb") as file:
                what = "file " + hashlib.sha256(file.read()).hexdigest()[:16]
        else:
            what = "folder" if stat.S_ISDIR(st.st_mode) else "other"
        print("%04o" % (st.st_mode & 0o7777), st.st_uid, what, ascii(short))
PY
}
