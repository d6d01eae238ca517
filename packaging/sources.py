#!/usr/bin/env python3
"""What packaging/sources.json says, for packaging/release.

sources.py zig                          the version of zig
sources.py files                        NAME FILE SHA256 UPSTREAM UPSTREAM_SHA256 POOL of each library:
                                        the file as Debian has it, and where its authors have theirs;
                                        then of Debian's patches for it, as NAME.patches
sources.py series NAME FOLDER           the patches of FOLDER/debian to apply, in order
sources.py check FOLDER                 fails where the sources in FOLDER (one folder a library, and
                                        NAME.patches) have a known hole that is neither mended there
                                        nor, by sources.json, of no effect (packaging/advisories.json)
sources.py licences TARGET              NAME FILE of each licence that a release for TARGET needs
sources.py sbom VERSION FOLDER EPOCH    SPDX JSON of the tarballs in FOLDER's SHA256SUMS
"""
import json
import os
import re
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
pins = json.load(open(os.path.join(here, "sources.json")))


def libraries_of(target):
    """For every target, for all of one system ("linux"), or for one ("linux-amd64")."""
    return [l for l in pins["libraries"] if l["systems"] in ("all", target.split("-")[0], target)]


def series(name, folder):
    """The patches to apply: Debian's, but for those that are about its own packages."""
    patches = next(l for l in pins["libraries"] if l["name"] == name).get("patches", {})
    try:
        lines = open(os.path.join(folder, "debian", "patches", "series")).read().splitlines()
    except FileNotFoundError:
        return []
    names = [line.split("#")[0].strip() for line in lines]
    return [n for n in names if n and n not in patches.get("skip", [])]


def mended(name, folder):
    """What the changelog beside the applied patches says is mended, here or in an older release."""
    try:
        text = open(os.path.join(folder, name + ".patches", "debian", "changelog")).read()
    except FileNotFoundError:
        return set()
    return set(re.findall(r"CVE-\d{4}-\d+", text))


def check(folder):
    """Holes of packaging/advisories.json that are open in these sources."""
    advisories = json.load(open(os.path.join(here, "advisories.json")))["libraries"]
    holes = []
    for library in pins["libraries"]:
        name = library["name"]
        known = mended(name, folder) | set(library.get("not_affected", {}))
        holes += [f"{name} {library['version']}: {cve}" +
                  (f", mended in {fixed}" if fixed else ", not mended anywhere yet")
                  for cve, fixed in sorted(advisories.get(name, {}).items()) if cve not in known]
    return holes


def package(name, version, licence, where, sums, purpose="LIBRARY", comment=None):
    ident = "SPDXRef-" + name.replace("_", "-")
    return {
        "SPDXID": ident,
        "name": name,
        "versionInfo": version,
        "licenseConcluded": licence,
        "licenseDeclared": licence,
        "copyrightText": "NOASSERTION",
        "downloadLocation": where,
        "filesAnalyzed": False,
        "primaryPackagePurpose": purpose,
        **({"comment": comment} if comment else {}),
        **({"checksums": [{"algorithm": "SHA256", "checksumValue": s} for s in sums]} if sums else {}),
    }


def tarballs(version, folder):
    for line in open(os.path.join(folder, "SHA256SUMS")):
        sha256, name = line.split()
        target = name[len(f"goready-{version}-"):-len(".tar.gz")]
        yield name, sha256, target


def contained(target):
    """What a release for the target is linked with: also parts of zig, and Linux's with its musl."""
    parts = ["compiler-rt"] + (["musl"] if target.startswith("linux") else [])
    return [l["name"] for l in libraries_of(target) + pins["bundled"]] + parts


def patched(library):
    patches = library.get("patches")
    if not patches:
        return None
    text = f"With the patches of {patches['file']} (SHA-256 {patches['sha256']})"
    own = [n for n in sorted(os.listdir(os.path.join(here, "libraries", "patches")))
           if n.startswith(library["name"] + "-")]
    text += "".join(" and packaging/libraries/patches/" + n for n in own)
    skipped = patches.get("skip")
    text += ", without " + ", ".join(skipped) if skipped else ""
    for cve, why in library.get("not_affected", {}).items():
        text += f"; {cve} has no effect: {why}"
    return text + "."


def sbom(version, folder, epoch):
    zig = pins["zig"]
    packages = [package(l["name"], l["version"], l["licence"], l["upstream"], [l["sha256"]],
                        comment=patched(l)) for l in pins["libraries"]]
    packages += [package(l["name"], l["version"], l["licence"], l["upstream"], [],
                         comment="In " + l["folder"] + ", as its makers released it.")
                 for l in pins["bundled"]]
    packages += [package(part, "as in zig " + zig["version"], "MIT", zig["upstream"], [])
                 for part in ("compiler-rt", "musl")]
    relations = []
    described = []
    for name, sha256, target in tarballs(version, folder):
        p = package(f"goready-{target}", version, "MIT", "NOASSERTION", [sha256], "APPLICATION")
        p["packageFileName"] = name
        packages.append(p)
        described.append(p["SPDXID"])
        relations += [{"spdxElementId": p["SPDXID"], "relationshipType": "CONTAINS",
                       "relatedSpdxElement": "SPDXRef-" + n} for n in contained(target)]
    relations += [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                   "relatedSpdxElement": d} for d in described]
    used = {r["relatedSpdxElement"] for r in relations} | set(described)
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"goready-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/goready-{version}-{epoch}",
        "creationInfo": {
            "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch))),
            "creators": ["Tool: packaging/release"],
        },
        "packages": [p for p in packages if p["SPDXID"] in used],
        "relationships": relations,
    }


def main(args):
    if args == ["zig"]:
        print(pins["zig"]["version"])
    elif args == ["files"]:
        for l in pins["libraries"]:
            print(l["name"], l["file"], l["sha256"], l["upstream"],
                  l.get("upstream_sha256", l["sha256"]), l["pool"])
            patches = l.get("patches")
            if patches:
                pool = patches.get("pool", l["pool"])
                print(l["name"] + ".patches", patches["file"], patches["sha256"],
                      "https://snapshot.debian.org/", patches["sha256"], pool)
    elif args[:1] == ["series"]:
        print("\n".join(series(*args[1:])))
    elif args[:1] == ["check"]:
        holes = check(args[1])
        if holes:
            sys.exit("\n".join(holes))
    elif args[:1] == ["licences"]:
        for l in libraries_of(args[1]):
            print(l["name"], l["licence_file"])
    elif args[:1] == ["sbom"]:
        print(json.dumps(sbom(*args[1:]), indent=1))
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
