#!/usr/bin/env python3
"""What packaging/sources.json says, for packaging/release.

sources.py zig                          the version of zig
sources.py files                        NAME FILE SHA256 UPSTREAM UPSTREAM_SHA256 of each library:
                                        the file as Debian has it, and where its authors have theirs
sources.py licences TARGET              NAME FILE of each licence that a release for TARGET needs
sources.py sbom VERSION FOLDER EPOCH    SPDX JSON of the tarballs in FOLDER's SHA256SUMS
"""
import json
import os
import sys
import time

pins = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sources.json")))


def libraries_of(target):
    system = target.split("-")[0]
    return [l for l in pins["libraries"] if l["systems"] in ("all", system)]


def package(name, version, licence, where, sums, purpose="LIBRARY"):
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
    return [l["name"] for l in libraries_of(target)] + parts


def sbom(version, folder, epoch):
    zig = pins["zig"]
    packages = [package(l["name"], l["version"], l["licence"], l["upstream"], [l["sha256"]])
                for l in pins["libraries"]]
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
                  l.get("upstream_sha256", l["sha256"]))
    elif args[:1] == ["licences"]:
        for l in libraries_of(args[1]):
            print(l["name"], l["licence_file"])
    elif args[:1] == ["sbom"]:
        print(json.dumps(sbom(*args[1:]), indent=1))
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
