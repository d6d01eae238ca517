"""What a run starts, beside what its plan says.

usage: started.py STARTED PLAN

STARTED: a command a line, its words as JSON (tests/preload/started.c); PLAN: what `apply --json` printed.
Prints each command once, sorted, first those of the plan, word for word, and then the others. What differs
from run to run is a word in capitals: QUESTIONS is what a shell is asked, LABEL what softwareupdate lists.
"""
import json
import re
import sys


def words_of(preview):
    return [tuple(words) for words in
            ([preview["argv"]] if "argv" in preview else []) + preview.get("commands", [])]


def as_planned(words):
    """The label is not known before softwareupdate was asked;"""
    if words[-1].startswith("Command Line Tools"):
        return words[:-1] + ("LABEL",)
    return words


def plain(words):
    text = " ".join(w if re.fullmatch(r"[\w@%+=:,./~-]+", w) else
                    "QUESTIONS" if "@@goready" in w else json.dumps(w) for w in words)
    for pattern, letter in ((r"/home/dev\b", "~"), (r"\b[0-9a-f]{12,}\b", "HEX"),
                            (r"(/tmp/goready-[a-z]+)[-.\w]+", r"\1-TEMP"), (r"/runs/\d+/", "/runs/N/"),
                            (r"(?<=127\.0\.0\.1:)\d+", "PORT"), (r"(?<=-w )\d+", "PID")):
        text = re.sub(pattern, letter, text)
    return text


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        started = [tuple(json.loads(line)) for line in f]
    plan = set()
    with open(sys.argv[2], encoding="utf-8") as f:
        for event in map(json.loads, f):
            for step in event.get("steps", []):
                plan.update(words_of(step["preview"]))
    started = {as_planned(words) for words in started}
    for title, commands in (("in the plan", started & plan), ("beside it", started - plan),
                            ("never started", plan - started)):
        print("#", title)
        print("".join(line + "\n" for line in sorted({plain(w) for w in commands})), end="")


main()
