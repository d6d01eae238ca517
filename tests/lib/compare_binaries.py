#!/usr/bin/env python3
"""Compares what goready read (JSON lines on stdin) with file(1), llvm-objdump, llvm-otool and
`go version -m`. Prints one line for each difference, and at the end how many were compared with
what; exit status 1 where something differs."""
import collections, json, re, shutil, subprocess, sys

CPUS = {"amd64": ("x86_64", "x86-64"), "arm64": ("arm64", "aarch64"), "386": ("i386", "80386"),
        "arm": ("arm", "ARM"), "riscv64": ("riscv",)}
differences, compared = [], collections.Counter()


def tool(*names):
    for name in names:
        for version in ("", *("-%d" % n for n in range(22, 10, -1))):
            if shutil.which(name + version):
                return name + version
    return None


FILE, OBJDUMP, OTOOL, GO = tool("file"), tool("llvm-objdump"), tool("llvm-otool"), tool("go")


def said(*argv):
    done = subprocess.run(argv, capture_output=True, text=True, errors="replace",
                          stdin=subprocess.DEVNULL)
    return done.stdout


def differs(binary, what, ours, theirs):
    differences.append("%s: %s: goready says %r, %s" % (binary["path"], what, ours, theirs))


def by_file(binary):
    text = said(FILE, "-bL", binary["path"])
    compared["file"] += 1
    kind = {"elf": "ELF", "macho": "Mach-O", "fat": "universal", "pe": "PE32"}.get(binary["format"])
    if kind and kind not in text:
        differs(binary, "format", binary["format"], text)
    if not kind and re.match("ELF|Mach-O|PE32", text):
        differs(binary, "format", binary["format"], text)
    for cpu in binary["archs"] if kind else []:
        if not any(name.lower() in text.lower() for name in CPUS.get(cpu, (str(cpu),))):
            differs(binary, "cpu", cpu, text)
    if binary["format"] == "elf":
        found = re.search(r"interpreter ([^,\s]+)", text)
        if (found.group(1) if found else None) != binary["interpreter"]:
            differs(binary, "interpreter", binary["interpreter"], text)


def by_objdump_elf(binary):
    text = said(OBJDUMP, "-p", binary["path"])
    compared["llvm-objdump"] += 1
    needs = re.findall(r"^\s+NEEDED\s+(\S+)", text, re.M)
    if needs != binary["needs"]:
        differs(binary, "libraries", binary["needs"], needs)


def load_commands(path, arch):
    text = said(OTOOL, "-arch", arch, "-l", path)
    return [dict(re.findall(r"^\s*(\S+) (.+?)$", part, re.M)) | {"text": part}
            for part in re.split(r"^Load command \d+$", text, flags=re.M)[1:]]


def by_otool(binary):
    """A fat file's facts are those of its first part."""
    arch = {"amd64": "x86_64", "386": "i386"}.get(binary["archs"][0], binary["archs"][0])
    commands = load_commands(binary["path"], arch)
    compared["llvm-otool"] += 1
    name = lambda c: c["name"].rsplit(" (offset", 1)[0]
    needs = [name(c) for c in commands if c["cmd"] == "LC_LOAD_DYLIB"]
    rpaths = [c["path"].rsplit(" (offset", 1)[0] for c in commands if c["cmd"] == "LC_RPATH"]
    minimum = [c.get("minos") or c.get("version") for c in commands
               if c["cmd"] in ("LC_BUILD_VERSION", "LC_VERSION_MIN_MACOSX")]
    signed = any(c["cmd"] == "LC_CODE_SIGNATURE" for c in commands)
    for what, ours, theirs in (("libraries", binary["needs"], needs),
                               ("rpaths", binary["rpaths"], rpaths),
                               ("least macOS", binary["min_os"], minimum[0] if minimum else None),
                               ("signature", binary["signature"], signed)):
        if ours != theirs:
            differs(binary, what, ours, "llvm-otool %r" % (theirs,))


def by_go(binary):
    lines = said(GO, "version", "-m", binary["path"]).splitlines()
    compared["go version -m"] += 1
    go = binary.get("go") or {}
    if not lines:
        if go:
            differs(binary, "Go's build", go, "go version nothing")
        return
    version = lines[0].rsplit(": ", 1)[-1].split(" ")[0].removeprefix("go")
    rows = collections.defaultdict(list)
    for line in lines[1:]:
        fields = line.strip().split("\t")
        rows[fields[0]].append(fields[1:])
    settings = dict(row[0].split("=", 1) for row in rows["build"] if "=" in row[0])
    theirs = {"version": version,
              "main": rows["path"][0][0] if rows["path"] else None,
              "mod": rows["mod"][0][0] if rows["mod"] else None,
              "goos": settings.get("GOOS"), "goarch": settings.get("GOARCH")}
    for key, value in theirs.items():
        if (go.get(key) or None) != (value or None) and not (key == "version" and go.get(key, "").split(" ")[0] == value):
            differs(binary, "Go's " + key, go.get(key), "go version -m %r" % value)
    if rows["mod"] and len(rows["mod"][0]) > 1 and rows["mod"][0][1] != (go.get("mod_version") or ""):
        differs(binary, "module version", go.get("mod_version"), rows["mod"][0][1])


count = 0
for line in sys.stdin:
    binary = json.loads(line)
    count += 1
    if FILE:
        by_file(binary)
    if OBJDUMP and binary["format"] == "elf":
        by_objdump_elf(binary)
    if OTOOL and binary["format"] in ("macho", "fat"):
        by_otool(binary)
    if GO and binary["format"] in ("elf", "macho", "fat"):
        by_go(binary)
for line in differences:
    print(line)
print("%d files; %s" % (count, ", ".join("%d with %s" % (n, k) for k, n in sorted(compared.items()))))
sys.exit(1 if differences else 0)
