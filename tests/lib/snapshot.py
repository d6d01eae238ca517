"""Lists a folder: kind, mode, content digest or link target, and name; sorted.

usage: snapshot.py FOLDER [--without PATH]...

Times, owners and the sizes of folders are left out: what it lists is what `undo` promises to
restore. --without leaves out a path with what is below it, and PATH's parents where they hold
nothing else.
"""
import argparse
import hashlib
import os
import stat


def line_of(full, name):
    st = os.lstat(full)
    mode = "%04o" % stat.S_IMODE(st.st_mode)
    if stat.S_ISLNK(st.st_mode):
        return f"link {os.readlink(full)} {name}"
    if stat.S_ISDIR(st.st_mode):
        return f"folder {mode} {name}"
    if not stat.S_ISREG(st.st_mode):
        return f"other {mode} {name}"
    with open(full, "rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest() if hasattr(
            hashlib, "file_digest") else hashlib.sha256(f.read()).hexdigest()
    return f"file {mode} {digest[:20]} {name}"


def walk(root, below, without):
    """(name, line) of everything below, parents before their contents."""
    for entry in sorted(os.listdir(os.path.join(root, below) if below else root)):
        name = os.path.join(below, entry)
        full = os.path.join(root, name)
        if name in without:
            continue
        inside = []
        if os.path.isdir(full) and not os.path.islink(full):
            inside = list(walk(root, name, without))
            if not inside and any(w.startswith(name + "/") for w in without):
                continue
        yield name, line_of(full, name)
        yield from inside


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    without = {w.strip("/") for w in options.without}
    for _, line in walk(options.folder, "", without):
        print(line)


if __name__ == "__main__":
    main()
