"""Small archives of the right shape, and the web server that has them.

Go and protoc are shell scripts here, so that a whole apply takes a second: what is tried with them
is what goready does with files. `go install` copies a plugin out of its tree; the plugins are ELF
files that hold what Go's linker writes about a module, and do not run.
"""
import functools
import hashlib
import http.server
import io
import os
import platform
import struct
import tarfile
import threading
import zipfile

GO_ARCH, PROTOC_ARCH, ELF_MACHINE = {
    "x86_64": ("amd64", "x86_64", 62), "aarch64": ("arm64", "aarch_64", 183)}[platform.machine()]

FAKE_GO = """#!/bin/sh
case ${1:-} in
install)
	name=${2%%@*}; name=${name##*/}; tree=$(readlink -f "$0"); tree=${tree%%/bin/go}
	mkdir -p "$GOBIN" && cp "$tree/misc/$name" "$GOBIN/$name" && chmod 755 "$GOBIN/$name" ;;
version) echo go version go%s linux/%s ;;
clean)
	case $2 in
	-modcache) rm -rf "$HOME/go/pkg/mod" ;;
	-cache) rm -rf "$HOME/.cache/go-build" ;;
	esac ;;
esac
"""
PLUGINS = {
    "protoc-gen-go": ("google.golang.org/protobuf/cmd/protoc-gen-go",
                      "google.golang.org/protobuf", "v1.36.12"),
    "protoc-gen-go-grpc": ("google.golang.org/grpc/cmd/protoc-gen-go-grpc",
                           "google.golang.org/grpc/cmd/protoc-gen-go-grpc", "v1.6.2"),
}


def plugin(name, version=None):
    """An ELF file with Go's build information; of another version where one is named."""
    path, module, usual = PLUGINS[name]
    info = b"x" * 16 + f"path\t{path}\nmod\t{module}\t{version or usual}\th1:x=\n".encode() + b"y" * 16

    def varint(n):
        out = b""
        while n > 127:
            out, n = out + bytes([n & 127 | 128]), n >> 7
        return out + bytes([n])

    data = (b"\xff Go buildinf:" + bytes([8, 2])).ljust(32, b"\0") + varint(8) + b"go1.27.2"
    data += varint(len(info)) + info
    head = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + struct.pack(
        "<HHIQQQIHHHHHH", 2, ELF_MACHINE, 1, 0x401000, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    head += struct.pack("<IIQQQQQQ", 1, 6, 256, 0x500000, 0x500000, len(data), len(data), 4096)
    return head.ljust(256, b"\0") + data


# What goready takes for a whole tree has these (src/tool/go.c, src/tool/protoc.c).
LIBRARY = ("runtime", "fmt", "os", "net", "crypto", "internal")
PROTOS = ("descriptor", "any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers")


def go_archive(folder, version, more=(), go=None):
    """go1.27.2.linux-amd64.tar.gz; its SHA-256. `more`: (name, bytes) besides; `go`: its script."""
    path = os.path.join(folder, f"go{version}.linux-{GO_ARCH}.tar.gz")
    script = go if go is not None else FAKE_GO % (version, GO_ARCH)
    files = [("VERSION", f"go{version}\n".encode(), 0o644), ("bin/go", script.encode(), 0o755),
             ("bin/gofmt", b"#!/bin/sh\n", 0o755),
             (f"pkg/tool/linux_{GO_ARCH}/compile", b"#!/bin/sh\n", 0o755)]
    files += [(f"src/{name}/{name}.go", f"package {name}\n".encode(), 0o644) for name in LIBRARY]
    files += [("misc/" + name, plugin(name), 0o755) for name in PLUGINS]
    files += [(name, data, 0o644) for name, data in more]
    with tarfile.open(path, "w:gz") as tar:
        for name, data, mode in files:
            info = tarfile.TarInfo("go/" + name)
            info.size, info.mode = len(data), mode
            tar.addfile(info, io.BytesIO(data))
    return sha256(path)


def protoc_archive(folder, version="36.1", protoc=None):
    path = os.path.join(folder, f"protoc-{version}-linux-{PROTOC_ARCH}.zip")
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("bin/protoc", protoc or f"#!/bin/sh\necho libprotoc {version}\nexit 1\n")
        for name in PROTOS:
            z.writestr(f"include/google/protobuf/{name}.proto", "x\n")
    return sha256(path)


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A client that is killed in the middle of an answer is what the tests are about."""


def serve(folder, handler=Quiet):
    """Serves a folder on loopback until the program ends; its address."""
    server = Server(
        ("127.0.0.1", 0), functools.partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
