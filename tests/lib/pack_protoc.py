"""Packs protoc and the .proto files of Maven's jar as the release zip is laid out.

usage: pack_protoc.py PROTOC JAR ZIP

The same input gives the same bytes: names sorted, one fixed date, modes as in the release.
"""
import os
import sys
import zipfile


def entry(name, mode):
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.external_attr = (0o100000 | mode) << 16
    info.create_system = 3
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def main(protoc, jar, target):
    files = {"readme.txt": (0o644, b"Protocol Buffers, packed for goready's tests.\n")}
    with open(protoc, "rb") as f:
        files["bin/protoc"] = (0o755, f.read())
    with zipfile.ZipFile(jar) as source:
        for name in source.namelist():
            if name.startswith("google/protobuf/") and name.endswith(".proto"):
                files["include/" + name] = (0o644, source.read(name))
    with zipfile.ZipFile(target + ".new", "w") as out:
        for name in sorted(files):
            mode, data = files[name]
            out.writestr(entry(name, mode), data, compresslevel=6)
    os.rename(target + ".new", target)


if __name__ == "__main__":
    main(*sys.argv[1:])
