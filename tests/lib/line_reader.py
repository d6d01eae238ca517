#!/usr/bin/env python3
"""A screen reader that reads line by line, as tdsr does inside a terminal: it keeps what is drawn on each row, makes
one blank of many, and speaks a row when something is drawn on another one. It is between a program and a terminal of
ours.

    line_reader.py PROGRAM ARGUMENT... < SCRIPT     prints what is read, and exit status 1 where a page is not

SCRIPT is as of speech.py (wait, expect, type, key), and has
    page     every line that stands there is read once since the last key, as a whole
    said     the same for what was written since then, on a terminal that scrolls

With GOREADY_TEST_TDSR, the folder of a checkout of tdsr, that reads in its place: `page` and `said` then ask that each
line is in what it said. Exit status 77: pyte, the terminal that tdsr has inside, is not installed.
"""
import argparse
import os
import shlex
import shutil
import sys
import time

from pty_session import PtySession

try:
    import pyte
except ImportError:
    print("pyte is not installed", file=sys.stderr)
    sys.exit(77)


def narrow(text):
    return " ".join(text.split())


class Terminal(pyte.Screen):
    """Keeps what is drawn: one entry for each stretch on one row."""

    def __init__(self, columns, rows):
        self.read, self.pieces = [], []
        self.row = self.end = -1
        self.page_of = 0
        super().__init__(columns, rows)

    def draw(self, text):
        for character in text:
            self.take(character)
            super().draw(character)
            self.end = self.cursor.x

    def end_row(self):
        """A row that is read otherwise than it stands there is read in pieces."""
        row = self.row - self.page_of
        if 0 <= row < self.lines and narrow(self.read[-1]) != narrow(self.display[row]):
            self.pieces.append(narrow(self.read[-1]))
        self.row = -1

    def take(self, character):
        wraps = self.cursor.x == self.columns
        if self.cursor.y + self.page_of != self.row or wraps or not self.read:
            self.end_row()
            self.row = self.cursor.y + self.page_of + wraps
            self.read.append("")
        elif self.cursor.x > self.end:
            self.read[-1] += " "
        self.read[-1] += character

    def index(self):
        """A line that scrolls up is another one than what comes in its place."""
        if self.cursor.y == self.lines - 1:
            self.page_of += 1
        super().index()

    def select_graphic_rendition(self, *attributes, **kwargs):
        if not kwargs.get("private"):
            super().select_graphic_rendition(*attributes)


class Session(PtySession):
    quiet = 0.5

    def __init__(self, command, rows, columns, settings):
        super().__init__(60)
        self.screen = Terminal(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.heard_from = self.seen_from = 0
        self.typed = ""
        self.wrong = []
        self.tdsr = os.environ.get("GOREADY_TEST_TDSR")
        values = {"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        values.update(settings)
        command = self.under_tdsr(command, values) if self.tdsr else command
        self.start(rows, columns, command[0], command, values)

    def speech(self):
        return os.path.join(self.folder, "speech")

    def under_tdsr(self, command, values):
        server = os.path.join(self.folder, "server")
        with open(server, "w") as f:
            f.write("#!/bin/sh\nexec cat >>%s\n" % shlex.quote(self.speech()))
        os.chmod(server, 0o755)
        values["PYTHONPATH"] = self.tdsr
        start = "from tdsr.__main__ import main; main()"  # its own last line never does
        return [sys.executable, "-c", start, "-s", server, "--"] + [shlex.quote(w) for w in command]

    def heard(self):
        """What was read since the last key."""
        if not self.tdsr:
            return [line for line in map(narrow, self.screen.read[self.heard_from:]) if line]
        with open(self.speech(), encoding="utf-8", errors="replace") as f:
            said = [line[1:] for line in f if line.startswith("s")]
        return [narrow(line) for line in said[self.heard_from:]]

    def take(self, data):
        self.stream.feed(data)

    def last(self):
        return "\n".join(self.screen.display)

    def press(self, keys):
        self.tell()
        self.heard_from += len(self.heard()) if self.tdsr else 0
        self.heard_from = self.heard_from if self.tdsr else len(self.screen.read)
        self.seen_from = len(self.seen)
        self.screen.row = -1
        self.typed = narrow(b"".join(keys).decode("latin1"))
        for key in keys:
            os.write(self.terminal, key)
            self.pump(0.05)

    def type(self, text):
        self.press([(text + "\r").encode()])

    def tell(self):
        for line in self.heard():
            print("READ", line)
        print("KEY")

    def wrong_with(self, lines, where):
        heard, lines, wrong = self.heard(), [line for line in map(narrow, lines) if line], []
        everything = " ".join(heard)
        for line in sorted(set(lines), key=lines.index):
            times = everything.count(line) if self.tdsr else heard.count(line)
            if times < lines.count(line) or (times > lines.count(line) and not self.tdsr):
                wrong.append("%s: read %d times: %s" % (where, times, line))
        return wrong

    def check(self, find):
        """What is missing may still come, on a machine that is slow."""
        end = time.time() + 10
        wrong = self.wrong_with(*find())
        while wrong and time.time() < end and not self.over:
            self.pump(0.5)
            wrong = self.wrong_with(*find())
        where = find()[1]
        self.wrong += wrong
        self.screen.end_row()
        for line in self.screen.pieces if not self.tdsr else ():
            if line != self.typed:  # its echo
                self.wrong.append("%s: read in pieces: %s" % (where, line))
        self.screen.pieces = []

    def check_page(self, _):
        self.check(lambda: (self.screen.display, narrow(self.screen.display[0])))

    def lines_said(self):
        lines = [line.rstrip("\r") for line in self.seen[self.seen_from:].decode("utf-8", "replace").split("\n")]
        return lines, narrow(next(filter(str.strip, lines), ""))

    def check_said(self, _):
        self.check(self.lines_said)

    words = {"page": check_page, "said": check_said}

    def finish(self):
        ended = super().finish(10)
        shutil.rmtree(self.folder)
        return ended


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="24x80", help="ROWSxCOLUMNS")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    rows, columns = map(int, options.size.split("x"))
    command = [os.path.abspath(options.command[0])] + options.command[1:]
    session = Session(command, rows, columns, dict(s.split("=", 1) for s in options.set))
    session.follow(sys.stdin)
    session.tell()
    if not session.finish():
        session.wrong.append("the program is still running")
    for text in session.wrong:
        print("Problem. " + text, file=sys.stderr)
    sys.exit(1 if session.wrong else 0)


if __name__ == "__main__":
    main()
