#!/usr/bin/env python3
"""What a blind user would hear: runs a program under yasr, a real screen reader, whose speech goes to a
synthesizer of ours that only writes it down.

    speech.py PROGRAM ARGUMENT... < SCRIPT      prints the transcript
    speech.py --check ...                       the same, and exit status 1 where a rule is broken

SCRIPT has one instruction a line:
    wait SECONDS     do nothing
    expect TEXT      wait until the terminal shows TEXT, and is quiet then
    type TEXT        the keys of TEXT and Return, one by one as a person types
    key NAME         down, up, enter, escape, tab, pgdn, or one character

The transcript has `HEAR ...` for each utterance and `KEY ...` for each key.

Rules of --check (each is a way in which other programs were unusable): glyph (characters that are no
text: frames, spinners), run (four and more of the same sign), escape (pieces of escape sequences),
long (over 200 characters in one go), repeat (the same sentence twice before the next key), budget (over
2,000 characters, or --budget, before the next key; a page begins anew), and with --times, at espeak-ng's
speed of 175 words a minute, seconds (over 45 to hear what stands before a key). By this machine's clock, which
decides nothing because another machine's is faster or slower, --times also tells of silence (over 15 seconds
without a word while something runs) and lag (what is said is over 15 seconds behind when a page begins).

Speech Dispatcher's protocol, as far as yasr uses it, is described in its manual ("SSIP commands").
Exit status 77: yasr is not installed.
"""
import argparse
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
import unicodedata

from pty_session import PtySession

# ncurses' own start and end sequences, half understood by yasr: one character each.
NOISE = {"0", "B", ""}


class Synthesizer(threading.Thread):
    """Answers as Speech Dispatcher does and keeps what it is asked to say."""

    def __init__(self, heard):
        super().__init__(daemon=True)
        self.heard = heard
        self.server = socket.socket()
        self.server.bind(("127.0.0.1", 0))
        self.server.listen(1)
        self.port = self.server.getsockname()[1]

    def run(self):
        self.client, _ = self.server.accept()
        self.client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = self.client.makefile("rb")
        for line in lines:
            command = line.decode("utf-8", "replace").rstrip("\r\n")
            if not self.answer(command, lines):
                return

    def reply(self, text):
        try:
            self.client.sendall(text.replace("\n", "\r\n").encode() + b"\r\n")
        except OSError:
            pass

    def take_message(self, lines):
        message = []
        for line in lines:
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text == ".":
                break
            message.append(text[1:] if text.startswith("..") else text)
        self.heard("HEAR", "\n".join(message))

    def answer(self, command, lines):
        verb = command.split(" ")[0].upper()
        if verb == "SPEAK":
            self.reply("230 OK RECEIVING DATA")
            self.take_message(lines)
            self.reply("225-1\n225 OK MESSAGE QUEUED")
        elif verb == "CHAR":
            self.heard("CHARACTER", command[5:])
            self.reply("225-1\n225 OK MESSAGE QUEUED")
        elif verb == "HISTORY":
            self.reply("245-1\n245 OK CLIENT ID SENT")
        elif verb in ("CANCEL", "STOP"):
            self.reply("210 OK CANCELED")
        elif verb == "QUIT":
            self.reply("231 HAPPY HACKING")
            return False
        else:
            self.reply("208 OK")
        return True


class Session(PtySession):
    """The program, inside yasr, inside a terminal of ours."""

    def __init__(self, command, rows, columns, settings, patience):
        super().__init__(patience)
        self.events = []
        self.times = []
        synthesizer = Synthesizer(self.note)
        synthesizer.start()
        arguments = ["yasr", "-C", self.write_settings(synthesizer.port), self.write_holder(command)]
        self.start(rows, columns, shutil.which("yasr"), arguments, self.environment(settings))

    def note(self, kind, text):
        self.events.append((kind, text))
        self.times.append(time.time())

    def write_settings(self, port):
        # "cursor tracking=full" is what speaks the focused row; no [normalkeys], or yasr eats keys.
        path = os.path.join(self.folder, "yasr.conf")
        with open(path, "w") as f:
            f.write("[options]\nsynthesizer=speech dispatcher\nsynthesizer port=127.0.0.1:%d\n"
                    "cursor tracking=full\nkey echo=off\nup and down arrows=speak line\n"
                    "shell=/bin/sh\nspecial=off\nDisableKey=6925\n" % port)
        return path

    def write_holder(self, command):
        # yasr loses the last lines of a program that ends at once, and takes options for its own.
        path = os.path.join(self.folder, "hold")
        with open(path, "w") as f:
            f.write("#!/bin/sh\n%s\nstatus=$?\nsleep 1.2\nexit $status\n" % shlex.join(command))
        os.chmod(path, 0o755)
        return path

    def environment(self, settings):
        values = {"PATH": os.environ["PATH"], "HOME": self.folder, "LOGNAME": "tester",
                  "LC_ALL": "C.UTF-8", "TERM": "linux"}
        values.update(settings)
        return values

    def press(self, keys):
        """yasr looks at what one read(2) gives: keys come singly, as a person types."""
        for key in keys:
            self.note("KEY", key.decode("latin1"))
            os.write(self.terminal, key)
            self.pump(0.12)

    def type(self, text):
        self.press([bytes([b]) for b in text.encode()] + [b"\r"])

    def finish(self):
        ended = super().finish(8)
        time.sleep(0.2)
        shutil.rmtree(self.folder)
        return ended


def odd_signs(text):
    return [c for c in text if ord(c) > 126 and (
        0x2500 <= ord(c) <= 0x259f or 0x2800 <= ord(c) <= 0x28ff or
        unicodedata.category(c) in ("So", "Co", "Cf", "Cc"))]


def broken_rules(events, budget):
    """Yields (rule, text)."""
    before_key = []
    for kind, text in events + [("KEY", "")]:
        if kind == "KEY":
            if sum(map(len, before_key)) > budget:
                yield "budget", "%d characters before the next key" % sum(map(len, before_key))
            before_key = []
            continue
        if text.startswith("Step "):
            before_key = []
        if kind != "HEAR" or text.strip() in NOISE:
            continue
        if odd_signs(text):
            yield "glyph", text
        if re.search(r"([^\w\s])\1{3,}", text) or " repeats " in text:
            yield "run", text
        if re.search(r"\[\d+(;\d+)*[mHJK]|\d+;[^ ]*https?:", text):
            yield "escape", text
        if len(text) > 200:
            yield "long", text
        if len(text) > 8 and text in before_key:
            yield "repeat", text
        before_key.append(text)


def spoken_seconds(text):
    """As long as espeak-ng speaks: its output is sound of 22,050 samples of two bytes a second."""
    sound = subprocess.run(["espeak-ng", "-s", "175", "--stdout", "--", text], stdout=subprocess.PIPE, check=True)
    return len(sound.stdout) / 44100


BY_THE_CLOCK = ("silence", "lag")


def broken_times(events, times):
    """Yields (rule, text), as broken_rules does."""
    total, free, last = 0, 0, None
    for (kind, text), at in list(zip(events, times)):
        if kind == "KEY":
            if total > 45:
                yield "seconds", "%d seconds before the next key" % total
            total, free, last = 0, at, None
            continue
        if kind != "HEAR" or text.strip() in NOISE:
            continue
        if last and at - last > 15:
            yield "silence", "%d seconds before: %s" % (at - last, text)
        if text.startswith("Step "):
            if free - at > 15:
                yield "lag", "%d seconds behind, %d on one page: %s" % (free - at, total, text)
            total = 0
        seconds = spoken_seconds(text)
        total, free, last = total + seconds, max(free, at) + seconds, at


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--budget", type=int, default=2000)
    parser.add_argument("--patience", type=int, default=20, help="seconds that a text may take to appear")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--size", default="24x80", help="ROWSxCOLUMNS")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not shutil.which("yasr"):
        print("yasr is not installed", file=sys.stderr)
        sys.exit(77)
    rows, columns = map(int, options.size.split("x"))
    command = [os.path.abspath(options.command[0])] + options.command[1:]
    session = Session(command, rows, columns, dict(s.split("=", 1) for s in options.set), options.patience)
    session.follow(sys.stdin)
    ended = session.finish()
    for kind, text in session.events:
        if text.strip() not in NOISE or kind == "KEY":
            print(kind, repr(text) if kind == "KEY" else " ".join(text.split()))
    if not ended:
        sys.exit("the program is still running")
    broken = list(broken_rules(session.events, options.budget)) if options.check else []
    if options.check and options.times:
        broken += list(broken_times(session.events, session.times))
    for rule, text in broken:
        word = "By the clock" if rule in BY_THE_CLOCK else "Problem"
        print("%s. %s: %s" % (word, rule, text), file=sys.stderr)
    sys.exit(1 if any(rule not in BY_THE_CLOCK for rule, _ in broken) else 0)


if __name__ == "__main__":
    main()
