"""A home folder with a goready, small archives and a server: what a second or two can try.

    with SmallHome() as h:
        h.apply()                       # `goready apply --yes --profile ...`; h.status, h.out, h.err
        assert h.undo() == 0
        h.snapshot()                    # what the home holds, without what Review says stays

The program is $E2E_PROGRAM, else the release build. `tests` is a list of (sentence, function) that
run_all calls one by one, each with a home of its own.
"""
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import snapshot
import stand_ins

CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.abspath(os.environ.get("E2E_PROGRAM") or
                          os.path.join(CHECKOUT, "build/release/goready"))
STAYS = {".local/state/goready", ".cache", ".config/go/telemetry", "go/pkg"}


class Wrong(Exception):
    pass


def expect(holds, *said):
    if not holds:
        raise Wrong("; ".join(str(s) for s in said))


def expect_same(one, other, what):
    gone = [line for line in one if line not in other]
    new = [line for line in other if line not in one]
    expect(one == other, what, "gone: %s" % gone, "new: %s" % new)


_archives = None


def archives():
    """Made once; every home is served the same."""
    global _archives
    if not _archives:
        folder = tempfile.mkdtemp(prefix="goready-archives.")
        sums = {"folder": folder, "url": stand_ins.serve(folder),
                "protoc": stand_ins.protoc_archive(folder)}
        for version in ("1.26.7", "1.27.2"):
            sums[version] = stand_ins.go_archive(folder, version)
        _archives = sums
    return _archives


def remove_archives():
    if _archives:
        shutil.rmtree(_archives["folder"], ignore_errors=True)


def preload_library(name):
    """tests/preload/NAME.c as LD_PRELOAD takes it, built once."""
    library = os.path.join(archives()["folder"], name + ".so")
    if not os.path.exists(library):
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library,
                        os.path.join(CHECKOUT, "tests/preload", name + ".c"), "-ldl"], check=True)
    return library


def in_memory():
    """Where syncing costs nothing, if there is such a place: hundreds of runs wait for the disk else."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None


class SmallHome:
    def __init__(self, bashrc='alias ll="ls -l"\n'):
        self.work = tempfile.mkdtemp(prefix="goready-small.", dir=in_memory())
        self.home = os.path.join(self.work, "home")
        self.tmp = os.path.join(self.work, "tmp")
        os.mkdir(self.home, 0o755)
        os.mkdir(self.tmp, 0o700)
        self.write(".bashrc", bashrc)
        self.write(".profile", ". ~/.bashrc\n")
        self.environment = {}
        self.at_first = None
        self.status, self.out, self.err = None, "", ""
        self.profile()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not os.environ.get("E2E_KEEP"):
            subprocess.run(["chmod", "-R", "u+rwX", self.work], check=False)
            shutil.rmtree(self.work, ignore_errors=True)

    # ---- files ----

    def path(self, *names):
        return os.path.join(self.home, *names)

    def tools(self, *names):
        return self.path(".local/share/goready/tools", *names)

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as f:
            return f.read()

    def link(self, name):
        return os.readlink(self.path(".local/share/goready/bin", name))

    def snapshot(self):
        return [line for _, line in snapshot.walk(self.home, "", STAYS)]

    def tmp_left(self):
        return sorted(os.listdir(self.tmp))

    def save(self):
        """The home as it is, to come back to."""
        copy = os.path.join(self.work, "saved")
        shutil.rmtree(copy, ignore_errors=True)
        subprocess.run(["cp", "-a", self.home, copy], check=True)

    def restore(self):
        subprocess.run(["chmod", "-R", "u+rwX", self.home], check=True)
        shutil.rmtree(self.home)
        subprocess.run(["cp", "-a", os.path.join(self.work, "saved"), self.home], check=True)
        for name in self.tmp_left():
            shutil.rmtree(os.path.join(self.tmp, name), ignore_errors=True)

    # ---- goready ----

    def as_user(self):
        """From here on as somebody whom permissions keep out: root goes everywhere."""
        if os.getuid() != 0:
            return
        os.chmod(archives()["folder"], 0o755)
        subprocess.run(["chown", "-R", "1000:1000", self.work], check=True)

        def become():
            os.setgroups([])
            os.setgid(1000)
            os.setuid(1000)
        self.at_first = become

    def profile(self, go="1.27.2", shells=("bash",), go_from=(), **more):
        a = archives()
        url = a["url"] + "/{file}"
        text = {"schema": 1, "method": "archive",
                "go": {"version": go, "sources": [url], "sha256": a[go]},
                "protoc": {"version": "36.1", "sources": [url], "sha256": a["protoc"]},
                "goproxy": a["url"] + "/proxy,off", "shells": list(shells)}
        text["go"].update(go_from)
        for key, value in more.items():
            text[key].update(value)
        self.profile_path = os.path.join(self.work, "profile-%s.json" % go)
        with open(self.profile_path, "w", encoding="utf-8") as f:
            json.dump(text, f)

    def environment_with(self, environment=None, faults=None):
        env = {"HOME": self.home, "PATH": "/usr/bin:/bin", "TMPDIR": self.tmp,
               "SHELL": "/bin/bash", "LANG": "C.UTF-8", "COLUMNS": "200"}
        env.update(self.environment)
        env.update(environment or {})
        if faults:
            env["LD_PRELOAD"] = preload_library("faults")
            env.update({"FAULT_" + key.upper(): str(value) for key, value in faults.items()})
        return env

    def goready(self, *arguments, environment=None, faults=None, folder=None, at_first=None):
        env = self.environment_with(environment, faults)
        done = subprocess.run([PROGRAM, *arguments], env=env, stdin=subprocess.DEVNULL, cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                              timeout=120, preexec_fn=at_first or self.at_first)
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        return self.status

    def answer(self, *arguments, answers, environment=None, whenever=None):
        """goready on a terminal. `answers`: (what has to be on the screen by then, the line that is typed, or what is
        called then);
        `whenever`: a text upon which Return is typed each time."""
        terminal, end = pty.openpty()
        started = subprocess.Popen([PROGRAM, *arguments], env=self.environment_with(environment),
                                   stdin=end, stdout=end, stderr=end, start_new_session=True,
                                   cwd=self.home)
        os.close(end)
        self.out, self.err = "", ""
        self.whenever, self.returns = whenever, 0
        try:
            for question, line in answers:
                before = len(self.out)
                self.read_until(terminal, lambda: question in self.out[before:])
                expect(question in self.out[before:], "asked: " + question, self.said())
                if callable(line):
                    line()
                else:
                    os.write(terminal, line.encode() + b"\n")
            self.read_until(terminal, lambda: False)
            self.status = started.wait(timeout=120)
        finally:
            started.kill()
            started.wait()
            os.close(terminal)
        return self.status

    def read_until(self, terminal, enough, seconds=120):
        """What the terminal shows is added to self.out, until it is enough or the program has ended."""
        last = time.monotonic() + seconds
        while not enough():
            ready, _, _ = select.select([terminal], [], [], max(0, last - time.monotonic()))
            expect(ready, "nothing more came", self.said())
            try:
                data = os.read(terminal, 4096)
            except OSError:  # what Linux gives when nobody has the other end any more
                return
            if not data:
                return
            self.out += data.decode("utf-8", "replace").replace("\r", "")
            while self.whenever and self.out.count(self.whenever) > self.returns:
                os.write(terminal, b"\n")
                self.returns += 1

    def apply(self, *more, **how):
        return self.goready("apply", "--yes", "--profile", self.profile_path, *more, **how)

    def applied(self, *more):
        """Apply, where it has to work: the stand-ins' proof fails, which is status 2."""
        self.apply(*more)
        expect(self.status == 2 and os.path.exists(self.path(".local/share/goready/bin/go")),
               "apply gave %s" % self.status, self.said())

    def undo(self, *more, **how):
        return self.goready("undo", "--yes", *more, **how)

    def said(self):
        return (self.err.strip() + "\n" + self.out.strip())[-600:]


def run_all(name, tests):
    """One line a test, as tests/run counts them; the exit status."""
    failed = 0
    only = sys.argv[1:]
    try:
        for sentence, test in tests:
            if only and not any(word in sentence for word in only):
                continue
            try:
                with SmallHome() as home:
                    test(home)
                print("%-8s %-16s %s" % ("passed", "e2e." + name, sentence), flush=True)
            except Exception as problem:  # a test that breaks off has failed
                failed = 1
                print("%-8s %-16s %s" % ("failed", "e2e." + name, sentence), flush=True)
                print("    " + str(problem)[:2000].replace("\n", "\n    "), flush=True)
                if not isinstance(problem, Wrong):
                    traceback.print_exc(file=sys.stdout)
    finally:
        remove_archives()
    return failed
