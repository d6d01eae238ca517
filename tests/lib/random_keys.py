"""The real wizard on a terminal, under keys, bytes, sizes and signals by chance.

usage: random_keys.py [--seconds N] [--sessions N]

A session is a home (new, with a fault, used, or with a run that was broken off), a kind of terminal and a
language, all by its seed. However it ends: no crash and no report of a sanitizer, the way out is found from
whatever was on the screen, the terminal is as it was, nothing runs on, and `undo --all` gives the home back.
Downloads come from a server of this process; no other network is there.
"""
import argparse
import ctypes
import fcntl
import glob
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

import small_home
import supervise
from small_home import PROGRAM, SmallHome, Wrong, expect, expect_same

NAMESPACE = "GOREADY_RANDOM_KEYS"
WAY_OUT = 120  # seconds: a run under way is ended first, under the sanitizers
ENDS = {0, 1, 2, 3, 64, 128 + signal.SIGHUP, 128 + signal.SIGINT, 128 + signal.SIGQUIT, 128 + signal.SIGTERM}
TERMS = ("xterm-256color", "xterm-256color", "tmux-256color", "linux", "vt100", "screen", "ansi", "dumb")
UNDONE = {".local/state/goready", ".cache", ".config", "go/pkg"}
MODES = {b"1049": "the alternate screen is left", b"2004": "pastes are no longer marked",
         b"1": "the arrows are as they were"}


# ---- the shell of a session: starts the program in front, and goes on with it where it stops ----------------

def shell(command):
    """Says in lines what it saw, on descriptor 3."""
    ctypes.CDLL(None, use_errno=True).prctl(supervise.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    before = termios.tcgetattr(0)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGHUP, signal.SIGTTOU):
            signal.signal(number, signal.SIG_DFL)
        os.close(3)
        os.execv(command[0], command)
    say(job=job)
    while True:
        pid, status = os.waitpid(job, os.WUNTRACED)
        if pid and os.WIFSTOPPED(status):
            say(stopped=termios.tcgetattr(0) == before)
            os.tcsetpgrp(0, os.getpgrp())
            time.sleep(0.1)
            os.tcsetpgrp(0, job)
            os.killpg(job, signal.SIGCONT)
        elif pid:
            break
    os.tcsetpgrp(0, os.getpgrp())
    after = termios.tcgetattr(0)
    until = time.monotonic() + 20
    while supervise.descendants() and time.monotonic() < until:
        supervise.reap()
        time.sleep(0.05)
    left = [command_line(pid) for pid in supervise.descendants()]
    say(status=os.waitstatus_to_exitcode(status), same=after == before, left=left)
    supervise.end_all()


def say(**what):
    os.write(3, json.dumps(what).encode() + b"\n")


def command_line(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as f:
            return f.read().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return "gone"


# ---- what is typed -----------------------------------------------------------------------------------------

LETTERS = b"kjgGbynN?pqld/ \t\r\x0c"
SEQUENCES = [b"\033[A", b"\033OA", b"\033[B", b"\033OB", b"\033[C", b"\033[D", b"\033OD", b"\033[H", b"\033[F",
             b"\033[5~", b"\033[6~", b"\033[Z", b"\033OP", b"\033[3~", b"\033[15;2~", b"\033[1;5C", b"\033[99;5u"]
NOISE = [b"\033[<0;10;5M", b"\033[<64;3;3M", b"\033[M !!", b"\033[12;40R", b"\033[?62;22c", b"\033]11;rgb:0/0/0\007",
         b"\033P1$r0m\033\\", b"\033]0;", b"\033[", b"\033O", b"\033P", b"\033a", b"\033q", b"\033\033", b"\033[I",
         b"\033[200~", b"\033[201~", b"\0", b"\x04", b"\x1a", b"\x15", b"\x08", b"\x7f"]
TEXTS = ["protoc-gen-go: program not found or is not executable", "是", "否", "１", "工具链", "e\u0301", "\U0001f469\u200d\U0001f4bb",
         "\u202e", "https://127.0.0.1:9/go", "hello world", "~/x y", "bash: go: command not found", "a" * 300]
WORDS = ["1", "2", "3", "4", "9", "99", "yes", "y", "no", "help", "?", "back", "<", "list", "repeat", "where",
         "details", "diff", "change 1", "tui", "plain", "undo", "all", "none", "1,2", "1-9", "log", "more", "",
         "", "", "quit", "keys", "/", "next", "-1", "0x1", "是", "２"]


def paste(by):
    body = by.choice(TEXTS).encode() + by.choice([b"", b"\r", b"\r\ryes\ry\r"])
    return b"\033[200~" + body + (b"\033[201~" if by.random() < 0.8 else b"")


def invalid(by):
    return bytes(by.randrange(128, 256) for _ in range(by.randrange(1, 6)))


def keys(by):
    """For the full screen: what leads on is most of it."""
    kind = by.random()
    if kind < 0.25:
        return b"\r"
    if kind < 0.45:
        return by.choice(SEQUENCES)
    if kind < 0.55:
        return b"%d" % by.randrange(1, 10)
    if kind < 0.75:
        return bytes([by.choice(LETTERS)])
    if kind < 0.80:
        return by.choice(NOISE)
    if kind < 0.84:
        return paste(by)
    if kind < 0.88:
        return by.choice(TEXTS).encode()
    if kind < 0.91:
        return invalid(by)
    if kind < 0.915:
        return b"\x03"
    return b"\t" if kind < 0.95 else b"n"


def line(by):
    """For plain mode."""
    kind = by.random()
    if kind < 0.75:
        return by.choice(WORDS).encode() + b"\n"
    if kind < 0.85:
        return by.choice(TEXTS).encode() + b"\n"
    if kind < 0.90:
        return invalid(by) + b"\n"
    if kind < 0.95:
        return by.choice(SEQUENCES + NOISE) + b"\n"
    return b"\x03" if kind < 0.955 else b"\x1a" if kind < 0.97 else b"\n"


# ---- a session ---------------------------------------------------------------------------------------------

class Session:
    def __init__(self, seed, home):
        self.by = random.Random(seed)
        self.home = home
        self.output = bytearray()
        self.sent = self.sizes = 0
        self.seen = []
        self.pending = b""
        self.killed = False
        self.end_kind = "the way out"

    def start(self, arguments, environment):
        self.terminal, end = pty.openpty()
        told, tell = os.pipe()
        self.told = told
        self.size(*self.by.choice([(80, 24), (120, 40), (50, 15), (30, 8)]))

        def as_session():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            os.dup2(tell, 3)

        self.shell = subprocess.Popen([sys.executable, os.path.abspath(__file__), "--shell", PROGRAM, *arguments],
                                      stdin=end, stdout=end, stderr=end, env=environment, preexec_fn=as_session,
                                      close_fds=False)
        os.close(end)
        os.close(tell)
        while self.value("job") is None and not self.read(0.1):
            pass

    def size(self, columns, rows):
        self.sizes += 1
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """What comes within that time; True: it has ended."""
        until = time.monotonic() + seconds
        while True:
            left = max(0, until - time.monotonic())
            ready, _, _ = select.select([self.terminal, self.told], [], [], left)
            if not ready:
                return False
            if self.told in ready:
                self.pending += os.read(self.told, 65536)
                *lines, self.pending = self.pending.split(b"\n")
                self.seen += [json.loads(text) for text in lines]
                if self.value("status") is not None:
                    self.drain()
                    return True
                if not lines:
                    raise Wrong("the shell of the test broke off")
            if self.terminal in ready:
                self.take()

    def take(self):
        try:
            self.output += os.read(self.terminal, 65536)
        except OSError:
            pass

    def drain(self):
        """What was written before the end may still be on its way."""
        while select.select([self.terminal], [], [], 0.2)[0]:
            before = len(self.output)
            self.take()
            if len(self.output) == before:
                return

    def value(self, name):
        return next((what[name] for what in self.seen if name in what), None)

    def is_plain(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ICANON)

    def send(self, data):
        self.sent += 1
        _, ready, _ = select.select([], [self.terminal], [], 5)
        if ready:
            os.write(self.terminal, data)

    def type(self, n):
        for _ in range(n):
            if self.by.random() < 0.06:
                self.size(self.by.choice([1, 2, 5, 29, 30, 49, 50, 80, 200, self.by.randrange(1, 201)]),
                          self.by.choice([1, 2, 7, 8, 15, 24, 60, self.by.randrange(1, 61)]))
            self.send(line(self.by) if self.is_plain() else keys(self.by))
            if self.read(self.by.choice([0, 0.01, 0.05, 0.2])):
                return True
        return False

    def worker(self):
        """The process that draws: the guard's child, or itself where there is no guard."""
        job = self.value("job")
        same = [pid for pid in supervise.children(job) if PROGRAM in command_line(pid) and
                "--helper" not in command_line(pid)]
        return same[0] if same else job

    def end_by_signal(self):
        number = self.by.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
        self.end_kind = number.name
        self.killed = number == signal.SIGKILL
        try:
            os.kill(self.worker(), number)
        except ProcessLookupError:
            pass
        return self.read(WAY_OUT)

    def way_out(self):
        """Any screen, any size: Esc and q; where that asks a question, yes."""
        until = time.monotonic() + WAY_OUT
        while time.monotonic() < until:
            if self.is_plain():
                ways = [b"quit\n", b"yes\n", b"\n"]  # the last ends a box; each by itself, as nobody pastes
            else:
                ways = [b"\033", b"q", self.by.choice([b"q", b"y"])]
            for data in ways:
                self.send(data)
                if self.read(0.7):
                    return True
        return False

    def modes_left(self):
        """Of what the program switched on in the terminal, what it did not switch off."""
        last = {}
        for mode, to in re.findall(rb"\033\[\?([0-9]+)([hl])", bytes(self.output)):
            last[mode] = to
        left = [said for mode, said in MODES.items() if last.get(mode) == b"h"]
        if last.get(b"25") == b"l":
            left.append("the cursor is to be seen")
        return left

    def judge(self):
        status = self.value("status")
        if status is None:
            raise Wrong("no way out", "the last it showed: %r" % bytes(self.output[-1500:]))
        good = ENDS | {-n for n in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)}
        if self.killed:
            good = good | {-signal.SIGKILL, 128 + signal.SIGKILL}
        expect(status in good, "status %s" % status, bytes(self.output[-3000:]).decode("utf-8", "replace"))
        expect(self.value("same"), "the terminal's modes are not as they were")
        expect(not self.modes_left(), "not so: ", self.modes_left())
        expect(not self.value("left"), "still running", self.value("left"))
        expect(all(what.get("stopped", True) for what in self.seen), "stopped with a raw terminal")

    def close(self):
        self.shell.kill() if self.value("status") is None else None
        self.shell.wait()
        os.close(self.terminal)
        os.close(self.told)


def prepare(home, by):
    """A home as people have them; what it held before goready came."""
    kind = by.choice(["new", "fault", "used", "broken off"])
    if kind == "fault":
        home.write(".bashrc", "export GOROOT=/nowhere/go\nexport PATH=$PATH:~/go/bin\nalias ll='ls -l'\n")
    home.profile()
    before = home.snapshot()
    if kind == "used":
        home.applied()
    if kind == "broken off":
        home.apply(faults={"at": by.randrange(20, 60), "do": "kill"})
    return kind, before


def session(seed, keep):
    by = random.Random(-seed)
    with SmallHome() as home:
        home.environment = {
            "TERM": by.choice(TERMS), "LANG": by.choice(["C.UTF-8", "C.UTF-8", "C"]),
            "GOREADY_LANG": by.choice(["en", "zh_CN"]), "ASAN_OPTIONS": "detect_leaks=0:exitcode=99:log_path=" +
            os.path.join(home.work, "asan"), "UBSAN_OPTIONS": "print_stacktrace=1"}
        if by.random() < 0.2:
            home.environment["NO_COLOR"] = "1"
        kind, before = prepare(home, by)
        arguments = by.choice([["--tui"], ["--tui"], ["--tui"], ["--plain"], ["fix", "--tui"], []])
        s = Session(seed, home)
        environment = home.environment_with()
        del environment["COLUMNS"]
        s.start([*arguments, "--profile", home.profile_path], environment)
        what = "seed %d: %s home, %s, %s" % (seed, kind, " ".join(arguments), home.environment["TERM"])
        try:
            s.read(by.choice([0.05, 1, 3]))
            ended = s.type(by.choice([20, 80, 200]))
            if not ended and by.random() < 0.3:
                ended = s.end_by_signal()
            if not ended:
                s.way_out()
            reports = glob.glob(os.path.join(home.work, "asan*"))
            expect(not reports, *(open(r, encoding="utf-8", errors="replace").read()[:3000] for r in reports))
            s.judge()
            if before != home.snapshot():
                home.undo("--all")
            strip = [line for line in home.snapshot() if " .config" not in line]
            expect_same([line for line in before if " .config" not in line], strip, "undo --all")
        except Exception as problem:
            with open(os.path.join(keep, "keys-%d" % seed), "wb") as f:
                f.write(bytes(s.output))
            shutil.copytree(home.work, os.path.join(keep, "home-%d" % seed), symlinks=True, dirs_exist_ok=True)
            raise Wrong("%s, %d keys, %s: %s" % (what, s.sent, s.end_kind, problem)) from problem
        finally:
            s.close()
        return s, "%s, %d keys, %d sizes, %s, status %s" % (what, s.sent, s.sizes, s.end_kind, s.value("status"))


def loopback():
    """A network namespace of our own, with nothing but loopback; as root of it."""
    if NAMESPACE not in os.environ:
        os.environ[NAMESPACE] = "1"
        if subprocess.run(["unshare", "-rn", "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0:
            os.execvp("unshare", ["unshare", "-rn", sys.executable, *sys.argv])
        return
    subprocess.run(["ip", "link", "set", "lo", "up"], check=False)


def main():
    if sys.argv[1:2] == ["--shell"]:
        return shell(sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--sessions", type=int, default=1 << 30)
    options = parser.parse_args()
    loopback()
    keep = os.environ.get("KEYS_KEEP") or os.path.join(small_home.CHECKOUT, "build/keys-found")
    os.makedirs(keep, exist_ok=True)
    seed = int(os.environ.get("KEYS_SEED") or time.time())
    until = time.monotonic() + options.seconds
    sessions = failed = sent = sizes = 0
    stopped = 0
    while time.monotonic() < until and sessions < options.sessions:
        sessions += 1
        try:
            s, told = session(seed, keep)
            sent, sizes = sent + s.sent, sizes + s.sizes
            stopped += sum("stopped" in what for what in s.seen)
            print("    " + told, flush=True)
        except Exception as problem:  # whatever it is, that session has failed
            failed += 1
            print("%-8s %-16s %s" % ("failed", "long.random_keys", str(problem)[:6000]), flush=True)
        seed += 1
    small_home.remove_archives()
    print("%-8s %-16s %s" % ("failed" if failed else "passed", "long.random_keys",
                             "%d sessions, %d keys, %d sizes, %d stops and goes, %d failed" %
                             (sessions, sent, sizes, stopped, failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
