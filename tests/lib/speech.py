#!/usr/bin/env python3
"""What a blind user would hear: runs a program under yasr, a real screen reader, whose speech goes to a
synthesizer of ours that only writes it down.

    speech.py PROGRAM ARGUMENT... < SCRIPT      prints the transcript
    speech.py --check ...                       the same, and exit status 1 where a rule is broken
    speech.py --told FILE ...                   the same where something else was told than is written down in FILE;
                                                with SPEECH_SNAP=write that is renewed

SCRIPT has one instruction a line:
    wait SECONDS     do nothing
    expect TEXT      wait until the terminal shows TEXT, and is quiet then
    hear TEXT        wait until TEXT was heard since the last key
    type TEXT        the keys of TEXT and Return, one by one as a person types
    key NAME         down, up, enter, escape, tab, pgdn, or one character

The transcript has `HEAR ...` for each utterance and `KEY ...` for each key. Where the reader cuts what it says into
utterances hangs on how fast the machine is, also within a word: nothing here is to be judged by it.

Rules of --check (each is a way in which other programs were unusable): glyph (characters that are no
text: frames, spinners), run (four and more of the same sign), escape (pieces of escape sequences),
long (over 200 characters in one go), repeat (the same sentence twice before the next key), budget (over
2,000 characters, or --budget, before the next key; a page begins anew), and with --times, at espeak-ng's
speed of 175 words a minute, seconds (over 45 to hear that). By this machine's clock, which
decides nothing because another machine's is faster or slower, --times also tells of silence (over 15 seconds
without a word while something runs) and lag (what is said is over 15 seconds behind when a page begins).

--whole-lines looks at what was sent, not at what was heard: piece (numbers alone, written at a place of the screen: a
row of which only that is sent anew is heard as a number without its words).

--told leaves out what hangs on the machine and the day: how it is cut, what is said while something runs (but for the
names of pages), sizes and times.

Speech Dispatcher's protocol, as far as yasr uses it, is described in its manual ("SSIP commands").
Exit status 77: yasr is not installed.
"""
import argparse
import difflib
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

# ncurses' own start and end sequences, half understood by yasr: one character each; and what it says of a line's end
# that came in a read of its own.
SHORT = 20
NOISE = {"0", "B", "", "blank"}


def loose(text):
    """A pattern for it, wherever it was cut."""
    return r"\s*".join(map(re.escape, narrow(text)))


def narrow(text):
    return "".join(text.split())


PAGE = re.compile(loose("Step") + r"\s*\d+\s*" + loose("of") + r"\s*\d+\s*:")


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
        self.events = []  # (kind, text, when)
        synthesizer = Synthesizer(self.note)
        synthesizer.start()
        arguments = ["yasr", "-C", self.write_settings(synthesizer.port), self.write_holder(command)]
        self.start(rows, columns, shutil.which("yasr"), arguments, self.environment(settings))

    def note(self, kind, text):
        self.events.append((kind, text, time.time()))

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

    def press(self, keys, echoed=False):
        """yasr looks at what one read(2) gives, and says an echo that it does not take for one: keys come singly,
        each when the one before is on the screen."""
        for key in keys:
            self.note("KEY", key.decode("latin1"))
            seen, end = len(self.seen), time.time() + 10
            os.write(self.terminal, key)
            while echoed and len(self.seen) == seen and time.time() < end and not self.over:
                self.pump(0.02)
            self.pump(0.12)

    def since_key(self):
        """What was heard, without blanks."""
        heard = []
        for kind, text, _ in reversed(self.events):
            if kind == "KEY":
                break
            if kind == "HEAR":
                heard.append(text)
        return narrow("".join(reversed(heard)))

    def wait_to_hear(self, text, seconds):
        end = time.time() + seconds
        while narrow(text) not in self.since_key() and time.time() < end and not self.over:
            self.pump(0.05)
        return narrow(text) in self.since_key()

    def expect(self, text):
        """It is to be heard, too, before a key silences it; but a full screen is not said from end to end."""
        super().expect(text)
        self.wait_to_hear(text, 10)

    def hear(self, text):
        if not self.wait_to_hear(text, self.patience):
            sys.exit("\"%s\" is not heard, but: %s" % (text, self.since_key()))

    words = {"hear": hear}

    def type(self, text):
        self.press([bytes([b]) for b in text.encode()] + [b"\r"], echoed=True)

    def finish(self):
        ended = super().finish(60)
        time.sleep(0.2)
        shutil.rmtree(self.folder)
        return ended


def odd_signs(text):
    return [c for c in text if ord(c) > 126 and (
        0x2500 <= ord(c) <= 0x259f or 0x2800 <= ord(c) <= 0x28ff or
        unicodedata.category(c) in ("So", "Co", "Cf", "Cc"))]


def before_keys(events):
    """Of each stretch up to a key its utterances, and as one text what was said of the page that stands then, but for
    the signs of life: how many there are hangs on how long things took."""
    said = []
    for kind, text, _ in events + [("KEY", "", 0)]:
        if kind == "KEY":
            whole = " ".join(said)
            begins = [found.start() for found in PAGE.finditer(whole)]
            yield said, WORKS.sub("", whole[begins[-1] if begins else 0:])
            said = []
        elif kind == "HEAR" and text.strip() not in NOISE:
            said.append(text)


def broken_rules(events, budget):
    """Yields (rule, text)."""
    for said, page in before_keys(events):
        if len(page) > budget:
            yield "budget", "%d characters before the next key" % len(page)
        for text in said:
            if odd_signs(text):
                yield "glyph", text
            if re.search(r"([^\w\s])\1{3,}", text) or " repeats " in text:
                yield "run", text
            if re.search(r"\[\d+(;\d+)*[mHJK]|\d+;[^ ]*https?:", text):
                yield "escape", text
            if len(text) > 200:
                yield "long", text
        sentences = [s for s in re.split(r"(?<=[.?!]) ", page) if len(s) > SHORT]  # "Question.", "Undo is exact."
        for sentence in sorted(set(sentences)):
            if sentences.count(sentence) > 1:
                yield "repeat", sentence


MOVES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-ln-z@`]|\x1b[()].|\x1b[^[]|[\x00-\x1a\x1c-\x1f]")  # and clears, sets, scrolls
COLOURS = re.compile(rb"\x1b\[[0-9;]*m|\x1b\[[0-9]*C")  # and blanks that are stepped over


def broken_lines(written):
    """The same, of the bytes that a full screen has written."""
    for piece in MOVES.split(COLOURS.sub(b" ", written)):
        if re.fullmatch(rb"[0-9.%, ]*[0-9%][0-9.%, ]*", piece):
            yield "piece", piece.decode()


def spoken_seconds(text):
    """As long as espeak-ng speaks: its output is sound of 22,050 samples of two bytes a second."""
    sound = subprocess.run(["espeak-ng", "-s", "175", "--stdout", "--", text], stdout=subprocess.PIPE, check=True)
    return len(sound.stdout) / 44100


def slow_to_hear(events):
    """Yields (rule, text), as broken_rules does."""
    for _, page in before_keys(events):
        if page and spoken_seconds(page) > 45:
            yield "seconds", "%d seconds before the next key" % spoken_seconds(page)


def by_the_clock(events):
    """The same; of this machine's clock, which decides nothing."""
    total, free, last = 0, 0, None
    for kind, text, at in events:
        if kind == "KEY":
            total, free, last = 0, at, None
            continue
        if kind != "HEAR" or text.strip() in NOISE:
            continue
        if last and at - last > 15:
            yield "silence", "%d seconds before: %s" % (at - last, text)
        if PAGE.match(text):
            if free - at > 15:
                yield "lag", "%d seconds behind, %d on one page: %s" % (free - at, total, text)
            total = 0
        seconds = spoken_seconds(text)
        total, free, last = total + seconds, max(free, at) + seconds, at


# ---- what was told ----

ANSWERED = re.compile("(%s.*?|%s)[.](?=\\s|$)" % (loose("You chose"), loose("You answered yes")))
RUNS = re.compile(r"(%s|%s)\s*[.]" % (loose("Apply"), loose("Proof")))
WORKS = re.compile(loose("Working.") + r".*?[.](?=\s|$)")
OF_THE_DAY = ((r"sent\s[^)]*", "sent TIME"), (r"(?<=\s)\d[\d.\s]*[kMG]\s*B\b", "SIZE"),
              (r"about\s*\d[\d\s]*minutes?\b", "about N minutes"), (r"checks,\s*\d[\d\s]*s\b", "checks, N s"))


def without_haste(text):
    """What is told after a Return, but for what hangs on how long things took."""
    begins = [found.start() for found in PAGE.finditer(text)] + [len(text)]
    first, answered = text[:begins[0]], ANSWERED.search(text[:begins[0]])
    pages = [first[:answered.end()] if answered else first]
    for begin, end in zip(begins, begins[1:]):
        page = text[begin:end]
        runs = answered and RUNS.match(page, PAGE.match(page).end() + 1)
        pages.append(page[:runs.end()] if runs else WORKS.sub("", page))
    text = "\n".join(pages)
    for pattern, word in OF_THE_DAY:
        text = re.sub(pattern, word, text)
    return re.sub(r"(?<=[.?!]) +", "\n", text).strip()


def told(events):
    lines, said, typed = [], [], ""
    for kind, text, _ in events + [("KEY", "\r", 0)]:
        if kind == "HEAR" and text.strip() not in NOISE and not typed:
            said.append(text)
        elif kind == "KEY" and text != "\r":
            typed += text
        elif kind == "KEY":
            lines += without_haste(" ".join(said)).split("\n") + ["> " + typed]
            said, typed = [], ""
    return [line for line in lines[:-1] if line]


def told_otherwise(events, path):
    """Yields (rule, text)."""
    lines = told(events)
    if os.environ.get("SPEECH_SNAP") == "write":
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")
    with open(path, encoding="utf-8") as f:
        written = f.read().splitlines()
    if narrow("".join(lines)) != narrow("".join(written)):
        yield "told", "\n".join(difflib.unified_diff(written, lines, path, "what was heard", lineterm=""))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--budget", type=int, default=2000)
    parser.add_argument("--patience", type=int, default=20, help="seconds that a text may take to appear")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--whole-lines", action="store_true")
    parser.add_argument("--told", metavar="FILE")
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
    for kind, text, _ in session.events:
        if text.strip() not in NOISE or kind == "KEY":
            print(kind, repr(text) if kind == "KEY" else " ".join(text.split()))
    if not ended:
        sys.exit("the program is still running")
    broken = list(broken_rules(session.events, options.budget)) if options.check else []
    if options.check and options.times:
        broken += list(slow_to_hear(session.events))
        for rule, text in by_the_clock(session.events):
            print("By the clock. %s: %s" % (rule, text), file=sys.stderr)
    if options.whole_lines:
        broken += list(broken_lines(session.seen))
    if options.told:
        broken += list(told_otherwise(session.events, options.told))
    for rule, text in broken:
        print("Problem. %s: %s" % (rule, text), file=sys.stderr)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
