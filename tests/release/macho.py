"""What a Mach-O program says of itself, read apart from goready's own reader, as one JSON object:
cpu, minimum macOS, the libraries it loads, and whether its ad-hoc signature holds.

Layouts: mach-o/loader.h; the signature's: osfmk/kern/cs_blobs.h of xnu. A code directory lists the
SHA-256 of each page of the file up to the signature: macOS refuses an arm64 program if one differs.
"""
import hashlib
import json
import struct
import sys

CPUS = {0x01000007: "amd64", 0x0100000C: "arm64"}
LC_LOAD_DYLIB, LC_CODE_SIGNATURE, LC_VERSION_MIN, LC_BUILD_VERSION = 0xC, 0x1D, 0x24, 0x32
OTHER_DYLIBS = (0x80000018, 0x8000001F, 0x20, 0x80000023)  # weak, re-exported, lazy, upward
SUPER_BLOB, CODE_DIRECTORY, CS_ADHOC = 0xFADE0CC0, 0xFADE0C02, 2


def commands(data):
    count, at = struct.unpack_from("<I", data, 16)[0], 32
    for _ in range(count):
        kind, size = struct.unpack_from("<II", data, at)
        yield kind, at, size
        at += size


def version(number):
    return f"{number >> 16}.{number >> 8 & 255}"


def code_directory(blob):
    magic, _, count = struct.unpack_from(">III", blob)
    if magic != SUPER_BLOB:
        return None
    for i in range(count):
        _, at = struct.unpack_from(">II", blob, 12 + 8 * i)
        if struct.unpack_from(">I", blob, at)[0] == CODE_DIRECTORY:
            return blob[at:]
    return None


def signature(data, offset, size):
    """The reason why it does not hold, or "ad hoc"."""
    directory = code_directory(data[offset:offset + size])
    if directory is None:
        return "no code directory"
    (_, _, _, flags, hashes, _, _, pages, limit, hash_size, kind, _, shift) = struct.unpack_from(
        ">IIIIIIIIIBBBB", directory)
    if kind != 2 or hash_size != 32:
        return "not SHA-256"
    if limit != offset:
        return f"covers {limit} bytes of {offset}"
    for page in range(pages):
        start = page << shift
        want = directory[hashes + 32 * page:hashes + 32 * page + 32]
        if hashlib.sha256(data[start:min(start + (1 << shift), limit)]).digest() != want:
            return f"page {page} differs"
    if pages != (limit + (1 << shift) - 1) >> shift:
        return "pages are missing"
    return "ad hoc" if flags & CS_ADHOC else "not ad hoc"


def describe(data):
    magic, cpu = struct.unpack_from("<II", data)
    if magic != 0xFEEDFACF:
        sys.exit("not a 64-bit Mach-O file")
    says = {"cpu": CPUS.get(cpu), "minimum": None, "libraries": [], "signature": "none"}
    for kind, at, size in commands(data):
        if kind == LC_LOAD_DYLIB or kind in OTHER_DYLIBS:
            name = at + struct.unpack_from("<I", data, at + 8)[0]
            says["libraries"].append(data[name:at + size].split(b"\0")[0].decode())
        elif kind == LC_BUILD_VERSION:
            says["minimum"] = version(struct.unpack_from("<I", data, at + 12)[0])
        elif kind == LC_VERSION_MIN:
            says["minimum"] = version(struct.unpack_from("<I", data, at + 8)[0])
        elif kind == LC_CODE_SIGNATURE:
            says["signature"] = signature(data, *struct.unpack_from("<II", data, at + 8))
    return says


print(json.dumps(describe(open(sys.argv[1], "rb").read())))
