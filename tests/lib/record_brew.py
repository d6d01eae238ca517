"""What Homebrew answers to goready's calls, and what they change: recorded, and compared.

usage: record_brew.py record [NAME...] >recorded.json    inside a machine of homebrew.sh, as dev
       record_brew.py play >new.json                     in a Mac, of its brew: what that one plays
       record_brew.py compare RECORDED NEW               one line `same NAME` or `differs NAME` each
       record_brew.py compare-played RECORDED NEW        the same, but for what may differ on a Mac

The recording is one object: brew_version, environment, and cases. A case has
    name, given (what the machine had before, as a sentence), argv (without the program),
    env (what differs from the environment), status, stdout, stderr,
    before and after: what is on disk, below the prefix:
        links     opt/, var/homebrew/linked/, bin/, include/ and lib/: name and target; a target that
                  does not exist ends in " (dangling)"; "file" and "folder" are those
        kegs      Cellar/NAME/VERSION: the interesting part of its INSTALL_RECEIPT.json, or null
`after` is null where it is as `before`. Placeholders: @PREFIX@, @REPOSITORY@, @HOME@, @USER@, @TAG@
(of bottles), @TIME@ (seconds since 1970), @SECONDS@ (how long), @SHA256@, @COMMIT@, @REVISION@.
"""
import difflib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time

PREFIX = "/opt/homebrew" if sys.argv[1:2] == ["play"] else "/home/linuxbrew/.linuxbrew"
BOTTLES = "/opt/testbed/bottles"
ENVIRONMENT = {
    "HOME": os.environ.get("HOME", ""), "USER": "dev", "LOGNAME": "dev", "TERM": "dumb",
    "PATH": PREFIX + "/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    "HOMEBREW_NO_ASK": "1", "HOMEBREW_NO_AUTO_UPDATE": "1", "HOMEBREW_FORCE_API_AUTO_UPDATE": "1",
    "HOMEBREW_NO_INSTALL_CLEANUP": "1", "HOMEBREW_NO_INSTALL_UPGRADE": "1",
    "HOMEBREW_NO_AUTOREMOVE": "1", "HOMEBREW_NO_COLOR": "1", "HOMEBREW_NO_EMOJI": "1",
    "HOMEBREW_NO_ENV_HINTS": "1", "HOMEBREW_NO_ANALYTICS": "1",
}
RECEIPT = ("homebrew_version", "installed_on_request", "installed_as_dependency",
           "poured_from_bottle", "time", "runtime_dependencies")

NOT_OURS = (("bin", "brew"), ("lib", "ld.so"))  # brew makes the latter on Linux only
FOLDERS = ("Cellar", "opt", "var/homebrew/linked", "bin", "include", "lib")


def at(path):
    return os.path.join(PREFIX, path)


# ---- normalising ------------------------------------------------------------------------------------

PLACEHOLDERS = [
    (r"%s/Homebrew\b" % re.escape(PREFIX), "@REPOSITORY@"),
    (re.escape(PREFIX), "@PREFIX@"),
    (re.escape(ENVIRONMENT["HOME"] or "/home/dev"), "@HOME@"),
    (r"\b(x86_64_linux|arm64_linux|arm64_sequoia)\b", "@TAG@"),
    (r"\b[0-9a-f]{64}\b", "@SHA256@"),
    (r"\b[0-9a-f]{40}\b", "@COMMIT@"),
    (r"git revision [0-9a-f]+", "git revision @REVISION@"),
    (r'("time": ?)\d+', r"\1@TIME@"),
    (r"\b\d+(\.\d+)? seconds?\b", "@SECONDS@ seconds"),
    (r"(?<![\w/.-])dev(?![\w/.-])", "@USER@"),
    (r"/tmp/[\w.-]+", "/tmp/@TEMPORARY@"),
    (r"[0-9a-f]{64}--", "@SHA256@--"),
]


def normal(text):
    for pattern, place in PLACEHOLDERS:
        text = re.sub(pattern, place, text)
    return text


# ---- what is on disk --------------------------------------------------------------------------------

def entry(path):
    if os.path.islink(path):
        return os.readlink(path) + ("" if os.path.exists(path) else " (dangling)")
    return "folder" if os.path.isdir(path) else "file"


def links():
    found = {}
    for folder in FOLDERS[1:]:
        if os.path.isdir(at(folder)):
            for name in sorted(os.listdir(at(folder))):
                if (folder, name) not in NOT_OURS:
                    found[folder + "/" + name] = normal(entry(at(folder + "/" + name)))
    return found


def receipt(keg):
    try:
        with open(os.path.join(keg, "INSTALL_RECEIPT.json")) as f:
            whole = json.load(f)
    except (OSError, ValueError):
        return None
    part = {key: whole.get(key) for key in RECEIPT}
    if isinstance(part["time"], int):
        part["time"] = "@TIME@"
    return part


def kegs():
    found = {}
    for name in sorted(os.listdir(at("Cellar"))):
        versions = sorted(os.listdir(at("Cellar/" + name)))
        if not versions:
            found["Cellar/" + name] = None
        for version in versions:
            found["Cellar/%s/%s" % (name, version)] = receipt(at("Cellar/%s/%s" % (name, version)))
    return found


def disk():
    return {"links": links(), "kegs": kegs()}


# ---- preparing --------------------------------------------------------------------------------------

def brew(*argv, env=None):
    return subprocess.run([at("bin/brew"), *argv], env={**ENVIRONMENT, **(env or {})},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, errors="replace", cwd=ENVIRONMENT["HOME"])


def needs(*argv):
    done = brew(*argv)
    if done.returncode:
        sys.exit("preparing: brew %s: %s%s" % (" ".join(argv), done.stdout, done.stderr))


def remove(*paths):
    for path in paths:
        if os.path.islink(at(path)) or os.path.isfile(at(path)):
            os.unlink(at(path))
        elif os.path.isdir(at(path)):
            shutil.rmtree(at(path))


def empty():
    """As the installer leaves it, with nothing in the cache of downloads."""
    for folder in FOLDERS:
        os.makedirs(at(folder), exist_ok=True)
        for name in os.listdir(at(folder)):
            if (folder, name) != ("bin", "brew"):
                remove(folder + "/" + name)
    forget_downloads()


def forget_downloads():
    shutil.rmtree(os.path.join(ENVIRONMENT["HOME"], ".cache/Homebrew"), ignore_errors=True)


def fresh(*formulas):
    """These are installed and nothing else; by brew the first time, then from a copy of that."""
    kept = "/tmp/brew-%s.tar" % "-".join(formulas)

    def prepare():
        empty()
        if os.path.exists(kept):
            subprocess.run(["tar", "-C", PREFIX, "-xf", kept], check=True)
            return
        needs("install", "--formula", *formulas)
        subprocess.run(["tar", "-C", PREFIX, "--exclude=bin/brew", "-cf", kept, *FOLDERS],
                       check=True)
        forget_downloads()
    return prepare


def then(*steps):
    def prepare():
        for step in steps:
            step()
    return prepare


def call(*argv):
    return lambda: needs(*argv)


def gone(*paths):
    return lambda: remove(*paths)


def link_to(target, path):
    def prepare():
        remove(path)
        os.symlink(target, at(path))
    return prepare


def own_file(path):
    def prepare():
        remove(path)
        with open(at(path), "w") as f:
            f.write("#!/bin/sh\necho mine\n")
        os.chmod(at(path), 0o755)
    return prepare


def older(name, version):
    """The keg under the number of an older version, and linked like that."""
    def prepare():
        needs("unlink", name)
        (newest,) = os.listdir(at("Cellar/" + name))
        os.rename(at("Cellar/%s/%s" % (name, newest)), at("Cellar/%s/%s" % (name, version)))
        link_to("../Cellar/%s/%s" % (name, version), "opt/" + name)()
        needs("link", name)
    return prepare


def bottle(name):
    (found,) = [f for f in os.listdir(BOTTLES) if re.match(re.escape(name) + r"-\d", f)]
    return os.path.join(BOTTLES, found)


class Spoilt:
    """Another bottle for as long as a case lasts."""

    def __init__(self, name, missing=False):
        self.name, self.missing = name, missing

    def __enter__(self):
        path = bottle(self.name)
        os.rename(path, path + ".kept")
        if not self.missing:
            with open(path + ".kept", "rb") as f, open(path, "wb") as out:
                out.write(f.read() + b"x")

    def __exit__(self, *_):
        kept = [f for f in os.listdir(BOTTLES) if f.endswith(".kept")]
        for name in kept:
            os.rename(os.path.join(BOTTLES, name), os.path.join(BOTTLES, name[:-len(".kept")]))


class Locked:
    """Another brew is at work on the formula."""

    def __init__(self, name):
        self.path = at("var/homebrew/locks/%s.formula.lock" % name)

    def __enter__(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        self.file = open(self.path, "w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_):
        self.file.close()


class Unwritable:
    def __init__(self, path):
        self.path = at(path)

    def __enter__(self):
        os.chmod(self.path, 0o555)

    def __exit__(self, *_):
        os.chmod(self.path, 0o755)


# ---- the cases --------------------------------------------------------------------------------------

GO, PROTOBUF = "go", "protobuf"
PLUGINS = ("protoc-gen-go", "protoc-gen-go-grpc")
ALL = (GO, PROTOBUF) + PLUGINS
GO_KEG, PROTOBUF_KEG = "Cellar/go/1.26.8", "Cellar/protobuf/36.1"
SAME = None  # as the case before has left it
ON_PATH = {"PATH": "%s/bin:%s/sbin:/usr/bin:/bin" % (PREFIX, PREFIX)}
INFO = ("info", "--json=v2", "--formula", GO, PROTOBUF, "abseil")


def install(*names):
    return ("install", "--formula") + names


def uninstall(*names):
    return ("uninstall", "--formula") + names


# name, given, prepare, argv, and optionally what holds during the call, or environment.
CASES = [
    ("version", "nothing installed", empty, ("--version",)),
    ("prefix", "nothing installed", SAME, ("--prefix",)),
    ("prefix-of-formula", "nothing installed", SAME, ("--prefix", GO)),
    ("shellenv-bash", "PATH has PREFIX/bin and not PREFIX/sbin", SAME, ("shellenv", "bash")),
    ("shellenv-zsh", "PATH has PREFIX/bin and not PREFIX/sbin", SAME, ("shellenv", "zsh")),
    ("shellenv-fish", "PATH has PREFIX/bin and not PREFIX/sbin", SAME, ("shellenv", "fish")),
    ("shellenv-bash-on-path", "PATH starts with both", SAME, ("shellenv", "bash"), ON_PATH),
    ("shellenv-zsh-on-path", "PATH starts with both", SAME, ("shellenv", "zsh"), ON_PATH),
    ("shellenv-fish-on-path", "PATH starts with both", SAME, ("shellenv", "fish"), ON_PATH),
    ("info-nothing", "nothing installed", SAME, INFO),
    ("list-nothing", "nothing installed", SAME, ("list", "--versions", GO)),
    ("unknown-install", "nothing installed", call("tap", "homebrew/cask"),
     install("goready-no-such-formula")),
    ("unknown-with-known", "nothing installed", SAME, install("abseil", "goready-no-such-formula")),
    ("unknown-info", "nothing installed", SAME,
     ("info", "--json=v2", "--formula", "goready-no-such-formula")),
    ("unknown-uninstall", "nothing installed", SAME, uninstall("goready-no-such-formula")),
    ("go-uninstall-absent", "nothing installed",
     gone("Homebrew/Library/Taps/homebrew/homebrew-cask"), uninstall(GO)),
    ("protobuf-link-absent", "nothing installed", SAME, ("link", PROTOBUF)),
    ("protobuf-unlink-absent", "nothing installed", SAME, ("unlink", PROTOBUF)),
    ("protobuf-reinstall-absent", "nothing installed", SAME, ("reinstall", PROTOBUF)),

    ("go-install", "nothing installed", empty, install(GO)),
    ("go-install-again", "go is installed", SAME, install(GO)),
    ("go-list", "go is installed", SAME, ("list", "--versions", GO)),
    ("go-unlink", "go is installed", SAME, ("unlink", GO)),
    ("go-install-unlinked", "go is installed and not linked", SAME, install(GO)),
    ("go-link", "go is installed and not linked", SAME, ("link", GO)),
    ("go-install-keg-gone", "go's keg was removed, its links are left", gone(GO_KEG), install(GO)),
    ("go-uninstall", "go is installed", SAME, uninstall(GO)),
    ("go-install-dangling", "bin/go leads nowhere, nothing else of go is there",
     then(empty, link_to("../Cellar/go/1.25.0/bin/go", "bin/go")), install(GO)),
    ("go-install-file-in-the-way", "bin/go is a file of the user", then(empty, own_file("bin/go")),
     install(GO)),
    ("go-uninstall-keg-gone", "go's keg was removed, its links are left",
     then(gone("bin/go"), call("link", "--overwrite", GO), gone(GO_KEG)), uninstall(GO)),
    ("go-uninstall-rack-gone", "Cellar/go was removed, its links are left",
     gone("Cellar/go"), uninstall(GO)),

    ("protobuf-install", "nothing installed", empty, install(PROTOBUF)),
    ("protobuf-install-again", "protobuf is installed", SAME, install(PROTOBUF)),
    ("protobuf-link-linked", "protobuf is installed and linked", SAME, ("link", PROTOBUF)),
    ("protobuf-reinstall", "protobuf is installed", SAME, ("reinstall", PROTOBUF)),
    ("abseil-uninstall-needed", "protobuf needs abseil", SAME, uninstall("abseil")),
    ("protobuf-unlink", "protobuf is installed", SAME, ("unlink", PROTOBUF)),
    ("protobuf-unlink-unlinked", "protobuf is installed and not linked", SAME,
     ("unlink", PROTOBUF)),
    ("protobuf-install-unlinked", "protobuf is installed and not linked", SAME, install(PROTOBUF)),
    ("protobuf-link", "protobuf is installed and not linked", SAME, ("link", PROTOBUF)),
    ("protobuf-reinstall-unlinked", "protobuf is installed and not linked",
     call("unlink", PROTOBUF), ("reinstall", PROTOBUF)),
    ("protobuf-install-keg-gone", "protobuf's keg was removed, its links are left",
     then(fresh(PROTOBUF), gone(PROTOBUF_KEG)), install(PROTOBUF)),
    ("protobuf-install-rack-gone", "Cellar/protobuf was removed, its links are left",
     then(fresh(PROTOBUF), gone("Cellar/protobuf")), install(PROTOBUF)),
    ("protobuf-reinstall-keg-gone", "protobuf's keg was removed, its links are left",
     then(fresh(PROTOBUF), gone(PROTOBUF_KEG)), ("reinstall", PROTOBUF)),
    ("protobuf-reinstall-rack-gone", "Cellar/protobuf was removed, its links are left",
     then(fresh(PROTOBUF), gone("Cellar/protobuf")), ("reinstall", PROTOBUF)),
    ("protobuf-link-keg-gone", "protobuf's keg was removed, its links are left",
     then(fresh(PROTOBUF), gone(PROTOBUF_KEG)), ("link", PROTOBUF)),
    ("protobuf-unlink-keg-gone", "protobuf's keg was removed, its links are left", SAME,
     ("unlink", PROTOBUF)),
    ("protobuf-uninstall-keg-gone", "protobuf's keg was removed, its links are left", SAME,
     uninstall(PROTOBUF)),
    ("protobuf-install-opt-gone", "opt/protobuf was removed",
     then(fresh(PROTOBUF), gone("opt/protobuf")), install(PROTOBUF)),
    ("protobuf-install-link-gone", "bin/protoc was removed, brew believes that it is linked",
     then(fresh(PROTOBUF), gone("bin/protoc")), install(PROTOBUF)),
    ("protobuf-link-link-gone", "bin/protoc was removed, brew believes that it is linked", SAME,
     ("link", PROTOBUF)),
    ("protobuf-reinstall-link-gone", "bin/protoc was removed, brew believes that it is linked",
     SAME, ("reinstall", PROTOBUF)),
    ("protobuf-install-dangling", "bin/protoc leads nowhere, nothing else of protobuf is there",
     then(empty, link_to("../Cellar/protobuf/35.0/bin/protoc", "bin/protoc")), install(PROTOBUF)),
    ("protobuf-link-dangling", "protobuf is not linked, and bin/protoc leads nowhere",
     then(call("unlink", PROTOBUF), link_to("../Cellar/protobuf/35.0/bin/protoc", "bin/protoc")),
     ("link", PROTOBUF)),
    ("protobuf-install-foreign-dangling", "bin/protoc leads nowhere outside of the prefix",
     then(empty, link_to("/usr/local/protoc/bin/protoc", "bin/protoc")), install(PROTOBUF)),
    ("protobuf-link-foreign-dangling", "protobuf is not linked, bin/protoc leads nowhere outside",
     then(fresh(PROTOBUF), call("unlink", PROTOBUF),
          link_to("/usr/local/protoc/bin/protoc", "bin/protoc")), ("link", PROTOBUF)),
    ("protobuf-link-foreign", "protobuf is not linked, bin/protoc leads out of the prefix",
     then(call("unlink", PROTOBUF), link_to("/usr/bin/true", "bin/protoc")), ("link", PROTOBUF)),
    ("protobuf-unlink-foreign", "protobuf is not linked, bin/protoc leads out of the prefix", SAME,
     ("unlink", PROTOBUF)),
    ("protobuf-install-file-in-the-way", "bin/protoc is a file of the user",
     then(empty, own_file("bin/protoc")), install(PROTOBUF)),
    ("protobuf-link-file-in-the-way", "protobuf is not linked, bin/protoc is a file of the user",
     SAME, ("link", PROTOBUF)),
    ("protobuf-link-overwrite", "protobuf is not linked, bin/protoc is a file of the user", SAME,
     ("link", "--overwrite", PROTOBUF)),
    ("protobuf-install-dependency-gone", "protobuf is installed, abseil's keg was removed",
     then(fresh(PROTOBUF), gone("Cellar/abseil")), install(PROTOBUF)),
    ("protobuf-reinstall-dependency-gone", "protobuf is installed, abseil's keg was removed", SAME,
     ("reinstall", PROTOBUF)),
    ("protobuf-install-older", "protobuf 35.0 is installed", then(fresh(PROTOBUF),
     older(PROTOBUF, "35.0")), install(PROTOBUF)),
    ("protobuf-reinstall-older", "protobuf 35.0 is installed", SAME, ("reinstall", PROTOBUF)),
    ("protobuf-upgrade", "protobuf 35.0 is installed", then(fresh(PROTOBUF),
     older(PROTOBUF, "35.0")), ("upgrade", "--formula", PROTOBUF)),
    ("protobuf-uninstall", "protobuf and its abseil are installed", fresh(PROTOBUF),
     uninstall(PROTOBUF)),
    ("protobuf-uninstall-autoremove", "protobuf and its abseil are installed", fresh(PROTOBUF),
     uninstall(PROTOBUF), {"HOMEBREW_NO_AUTOREMOVE": ""}),
    ("protobuf-uninstall-with-abseil", "protobuf and its abseil are installed", fresh(PROTOBUF),
     uninstall(PROTOBUF, "abseil")),

    ("plugin-install", "protobuf is installed", fresh(PROTOBUF), install(PLUGINS[0])),
    ("plugin-install-again", "protoc-gen-go is installed", SAME, install(PLUGINS[0])),
    ("plugin-grpc-install", "protobuf and protoc-gen-go are installed", SAME, install(PLUGINS[1])),
    ("plugin-unlink", "the plugins are installed", SAME, ("unlink", PLUGINS[0])),
    ("plugin-install-unlinked", "protoc-gen-go is installed and not linked", SAME,
     install(PLUGINS[0])),
    ("plugin-install-keg-gone", "protoc-gen-go's keg was removed",
     then(call("link", PLUGINS[0]), gone("Cellar/protoc-gen-go/1.36.12")), install(PLUGINS[0])),
    ("protobuf-uninstall-needed", "the plugins need protobuf", SAME, uninstall(PROTOBUF)),
    ("protobuf-uninstall-with-abseil-needed", "the plugins need protobuf", SAME,
     uninstall(PROTOBUF, "abseil")),
    ("plugins-uninstall", "protobuf and the plugins are installed", SAME, uninstall(*PLUGINS)),
    ("plugins-install", "nothing installed", empty, install(*PLUGINS)),
    ("protobuf-install-as-dependency", "protobuf is there as a dependency of the plugins", SAME,
     install(PROTOBUF)),
    ("plugins-uninstall-with-protobuf", "protobuf and the plugins are installed", SAME,
     uninstall(PROTOBUF, *PLUGINS)),

    ("all-install", "nothing installed", empty, install(*ALL)),
    ("info-all", "all is installed", SAME, INFO),
    ("list-all", "all is installed", SAME, ("list", "--versions", *ALL)),
    ("all-install-again", "all is installed", SAME, install(*ALL)),
    ("all-uninstall", "all is installed", SAME, uninstall(*ALL, "abseil")),

    ("checksum-wrong", "the bottle is not what the formula says", empty, install(PROTOBUF),
     Spoilt(PROTOBUF)),
    ("checksum-wrong-of-dependency", "the bottle of abseil is not what the formula says", empty,
     install(PROTOBUF), Spoilt("abseil")),
    ("checksum-wrong-of-one", "the bottle of protobuf is not what the formula says", empty,
     install("abseil", PROTOBUF), Spoilt(PROTOBUF)),
    ("checksum-wrong-reinstall", "protobuf is installed, the bottle is not what the formula says",
     fresh(PROTOBUF), ("reinstall", PROTOBUF), Spoilt(PROTOBUF)),
    ("reinstall-after-that", "protobuf's keg was left as 36.1.reinstall", SAME,
     ("reinstall", PROTOBUF)),
    ("download-fails-reinstall", "protobuf is installed, the bottle is not there",
     fresh(PROTOBUF), ("reinstall", PROTOBUF),
     Spoilt(PROTOBUF, missing=True)),
    ("download-fails", "the bottle is not there", empty, install(PROTOBUF),
     Spoilt(PROTOBUF, missing=True)),
    ("locked", "another brew is installing abseil", empty, install("abseil"), Locked("abseil")),
    ("cellar-unwritable", "Cellar cannot be written", empty, install("abseil"),
     Unwritable("Cellar")),
    ("bin-unwritable", "bin cannot be written", empty, install(PROTOBUF), Unwritable("bin")),
]


def play(case):
    name, given, prepare, argv = case[:4]
    extra = case[4] if len(case) > 4 else None
    env = extra if isinstance(extra, dict) else {}
    if prepare:
        prepare()
    before = disk()
    if extra and not env:
        with extra:
            done = brew(*argv)
    else:
        done = brew(*argv, env=env)
    after = disk()
    return {
        "name": name, "given": given, "argv": list(argv),
        "env": {key: normal(value) for key, value in env.items()},
        "status": done.returncode, "stdout": normal(done.stdout), "stderr": normal(done.stderr),
        "before": before, "after": None if after == before else after,
    }


def record(names):
    cases = []
    for case in CASES:
        if not names or case[0] in names:
            began = time.monotonic()
            cases.append(play(case))
            print("%-36s status %d, %.1f s" % (case[0], cases[-1]["status"], time.monotonic() - began),
                  file=sys.stderr, flush=True)
    version = brew("--version").stdout.splitlines()[0].split()[-1]
    json.dump({"brew_version": version,
               "environment": {key: normal(value) for key, value in ENVIRONMENT.items()
                               if key not in ("USER", "LOGNAME")},
               "cases": cases}, sys.stdout, indent=1, ensure_ascii=False)
    print()


# ---- comparing --------------------------------------------------------------------------------------

# What the stand-in does not play, and why.
NO_JSON = "nothing on a Mac of the tests asks for the JSON of info"
NO_DOWNLOAD = "its bottles are folders on disk: nothing is downloaded, no checksum can be wrong"
NO_FAULTS = "it takes no locks, and its folders are always the user's"
NOT_PLAYED = {
    "info-nothing": NO_JSON, "unknown-info": NO_JSON, "info-all": NO_JSON,
    "checksum-wrong": NO_DOWNLOAD, "checksum-wrong-of-dependency": NO_DOWNLOAD,
    "checksum-wrong-of-one": NO_DOWNLOAD, "checksum-wrong-reinstall": NO_DOWNLOAD,
    "reinstall-after-that": NO_DOWNLOAD, "download-fails-reinstall": NO_DOWNLOAD,
    "download-fails": NO_DOWNLOAD,
    "locked": NO_FAULTS, "cellar-unwritable": NO_FAULTS, "bin-unwritable": NO_FAULTS,
}

# What may differ in words: as recorded or played, what stands for both, and why. The tag of bottles
# differs too (PLACEHOLDERS).
MAY_DIFFER = [
    (r"[\d,]+ files, [\d.]+[KMG]?B", "@FILES@", "the bottles of the test are small"),
    (r"\d+ symlinks", "@N@ symlinks", "the bottles of the test are small"),
    (r"@REPOSITORY@", "@PREFIX@", "brew of an Apple Silicon Mac is its own repository"),
    (r"^Homebrew/homebrew-core .*\n", "", "the recording's machine has homebrew-core as a git tap"),
    (r'eval "\$\(/usr/bin/env PATH_HELPER_ROOT="@PREFIX@" /usr/libexec/path_helper -s\)"',
     'export PATH="@PREFIX@/bin:@PREFIX@/sbin${PATH+:$PATH}";', "only macOS has a path_helper"),
]


def is_played(case):
    return case["name"] not in NOT_PLAYED


def without_differences(case):
    case = json.loads(json.dumps(case))
    for stream in ("stdout", "stderr"):
        for pattern, place, _ in MAY_DIFFER:
            case[stream] = re.sub(pattern, place, case[stream], flags=re.MULTILINE)
    return case


def in_any_order(case):
    """Bottles are fetched side by side: which of them is told of first is chance."""
    lines = case["stderr"].splitlines()
    case["stderr"] = [sorted(line for line in lines if " Bottle " in line),
                      [line for line in lines if " Bottle " not in line]]
    return case


def by_name(path):
    with open(path) as f:
        whole = json.load(f)
    return {case["name"]: case for case in whole["cases"]}


def as_lines(case):
    return json.dumps(case, indent=1, ensure_ascii=False).replace("\\n", "\n").splitlines()


def compare(recorded, new, played=False):
    recorded, new = by_name(recorded), by_name(new)
    if played:
        recorded = {name: without_differences(case) for name, case in recorded.items()
                    if is_played(case)}
        new = {name: without_differences(case) for name, case in new.items()}
    recorded = {name: in_any_order(case) for name, case in recorded.items()}
    new = {name: in_any_order(case) for name, case in new.items()}
    for name in list(recorded) + [name for name in new if name not in recorded]:
        a, b = recorded.get(name), new.get(name)
        print("same" if a == b else "differs", name)
        if a != b:
            for line in difflib.unified_diff(as_lines(a), as_lines(b), "recorded", "now", n=1):
                print("   ", line.rstrip("\n"))


def main():
    if sys.argv[1:2] == ["record"]:
        record(sys.argv[2:])
    elif sys.argv[1:] == ["play"]:
        record([case[0] for case in CASES if is_played({"name": case[0]})])
    elif sys.argv[1:2] == ["compare-played"] and len(sys.argv) == 4:
        compare(sys.argv[2], sys.argv[3], played=True)
    elif sys.argv[1:2] == ["compare"] and len(sys.argv) == 4:
        compare(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
