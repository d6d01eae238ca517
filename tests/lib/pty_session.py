"""A program in a terminal of ours, and a script that types: what the readers of tests/lib share.

SCRIPT has a line for each: `wait SECONDS`, `expect TEXT`, `type TEXT` (and Return), `key NAME`; a session may know more.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time

# Sequences as a terminal in application mode sends them: that is what curses programs ask for.
KEYS = {"down": b"\x1bOB", "up": b"\x1bOA", "enter": b"\r", "escape": b"\x1b", "tab": b"\t",
        "pgdn": b"\x1b[6~"}


class PtySession:
    quiet = 0.4  # seconds without output, after which what was expected is taken for whole
    words = {}  # of the script, beside those above: a method for each; it gets the rest of the line

    def __init__(self, patience):
        self.patience = patience  # seconds until what is expected must be there
        self.folder = tempfile.mkdtemp(prefix="goready-session.")
        self.seen, self.position, self.touched, self.over = b"", 0, time.time(), False

    def start(self, rows, columns, program, arguments, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(program, arguments, environment)

    def take(self, data):
        """What the program has written."""

    def pump(self, seconds):
        end = time.time() + seconds
        while time.time() < end and not self.over:
            if not select.select([self.terminal], [], [], 0.02)[0]:
                continue
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                data = b""
            self.over = not data
            self.seen += data
            self.take(data)
            self.touched = time.time()

    def last(self):
        """For who looks why something did not come."""
        return repr(self.seen[-400:])

    def expect(self, text):
        end = time.time() + self.patience
        while text.encode() not in self.seen[self.position:]:
            if self.over or time.time() > end:
                sys.exit("\"%s\" did not appear; the last was: %s" % (text, self.last()))
            self.pump(0.05)
        self.position = self.seen.index(text.encode(), self.position) + len(text.encode())
        while time.time() - self.touched < self.quiet and not self.over:
            self.pump(0.05)

    def follow(self, script):
        for line in script:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "expect":
                self.expect(rest)
            elif word == "type":
                self.type(rest)
            elif word == "wait":
                self.pump(float(rest))
            elif word == "key":
                self.press([KEYS.get(rest, rest.encode())])
            elif word in self.words:
                self.words[word](self, rest)
            elif word and not word.startswith("#"):
                sys.exit("unknown instruction: " + line)

    def finish(self, seconds):
        """Did it end by itself?"""
        end = time.time() + seconds
        while not self.over and time.time() < end:
            self.pump(0.1)
        if not self.over:
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return self.over
