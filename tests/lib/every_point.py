"""Every point: goready is killed, or a call fails, at the n-th effect of what it does; for every n.

usage: every_point.py [--seconds N | --all] [--workers N] [OPERATION...]

Operations are in the table OPERATIONS. At each point goready is killed or one call fails, and
from there the ways a user may take are tried: going on (the same command again) must give the home of
an undisturbed run, undo must give the home as it was, and a second undo must change nothing more. The
temp folder must hold nothing of goready's in the end. With --seconds the points are taken in an order
that differs from day to day until the time is over; with --all, every one.
"""
import argparse
import concurrent.futures
import datetime
import errno
import os
import random
import sys
import time

import small_home
from small_home import SmallHome, expect, expect_same

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE", "EINTR", "ETIMEDOUT")
FAULTS = ["kill", "torn"] + list(ERRORS) + ["short:ENOSPC"]


def fault_of(name):
    """FAULT_DO for "kill", "EIO", "short:ENOSPC"."""
    if name in ("kill", "torn"):
        return name
    if name.startswith("short:"):
        return "short:%d" % getattr(errno, name[6:])
    return str(getattr(errno, name))


def without_kept(lines):
    """Without what a run put aside for its undo: going on is another run, and may have more of it."""
    return [line for line in lines if "/.before-" not in line]


class Operation:
    """What is disturbed: `prepare` makes the start, `act` is the command; `undo` leads to `before`."""

    def __init__(self, home):
        self.h = home
        self.prepare()
        home.save()
        self.start = home.snapshot()
        count = os.path.join(home.work, "count")
        self.log = os.path.join(home.work, "log")
        self.act(faults={"count": count, "log": self.log})
        with open(count, encoding="ascii") as f:
            self.points = int(f.read())
        expect(self.points > 20, "the library counts", self.points, home.said())
        self.end, self.status = home.snapshot(), home.status
        expect(self.end != self.start, "the operation does something", home.said())
        home.restore()

    def act(self, **how):
        self.h.apply("--upgrade", **how)

    def point(self, n):
        with open(self.log, encoding="utf-8") as f:
            return f.read().splitlines()[n - 1]

    def try_at(self, n, fault):
        ways = [self.go_on, self.take_back]
        if fault not in ("kill", "torn"):  # one of them: the other has its turn at the next point
            ways = [ways[n % 2]]
        for way in ways:
            self.h.restore()
            self.act(faults={"at": n, "do": fault_of(fault)})
            self.first = "then: " + self.h.said().replace("\n", " ")[-300:]
            way()
            expect(not self.h.tmp_left(), "left in the temp folder", self.h.tmp_left())

    def go_on(self):
        ended = self.last_has_ended()
        self.act()
        expect(ended or self.h.status == self.status,
               "going on gives %s: is nothing proven?" % self.h.status, self.h.said(), self.first)
        expect_same(without_kept(self.end), without_kept(self.h.snapshot()), "going on gives another home; " + self.first)
        self.take_back()

    def last_has_ended(self):
        runs = self.h.path(".local/state/goready/runs")
        names = sorted(os.listdir(runs)) if os.path.isdir(runs) else []
        journal = os.path.join(runs, names[-1], "journal.jsonl") if names else ""
        if not os.path.exists(journal):
            return False
        with open(journal, "rb") as f:
            return b'"type":"end"' in f.read()

    def take_back(self):
        status = self.h.undo()
        expect(status == 0, "undo gives %s" % status, self.h.said(), self.first)
        expect_same(self.start, self.h.snapshot(), "undo gives another home; " + self.first)
        self.undo_again()

    def undo_again(self):
        expect(self.h.undo() == 0, "a second undo", self.h.said())
        expect_same(self.start, self.h.snapshot(), "a second undo changes something")


class Apply(Operation):
    def prepare(self):
        self.before = self.h.snapshot()


class Upgrade(Operation):
    """A second run on a home that has one: it is undone alone, or not at all where nothing was done."""

    def prepare(self):
        self.before = self.h.snapshot()
        self.h.profile(go="1.26.7")
        self.h.applied()
        self.h.profile(go="1.27.2")

    def take_back(self):
        status = self.h.undo()
        expect(status == 0, "undo gives %s" % status, self.h.said(), self.first)
        now = self.h.snapshot()
        if now != self.before:  # the run had been rolled back: undo took the first one
            expect_same(self.start, now, "undo gives another home; " + self.first)
            expect(self.h.undo() == 0, "a second undo", self.h.said())
        expect_same(self.before, self.h.snapshot(), "undo of both; " + self.first)


class Repair(Upgrade):
    def prepare(self):
        self.before = self.h.snapshot()
        self.h.applied()
        os.unlink(self.h.tools("protoc-36.1/include/google/protobuf/descriptor.proto"))


class Open(Operation):
    """The folder of go install may not be written to: it is opened, and then written to."""

    def prepare(self):
        self.h.write("go/bin/hello", "#!/bin/sh\n")
        self.h.as_user()
        os.chmod(self.h.path("go/bin"), 0o500)
        self.before = self.h.snapshot()

    def act(self, **how):
        self.h.goready("fix", "--yes", "--plain", "--profile", self.h.profile_path, **how)


class Undo(Operation):
    def prepare(self):
        self.before = self.h.snapshot()
        self.h.applied()

    def act(self, **how):
        self.h.undo(**how)

    def try_at(self, n, fault):
        self.h.restore()
        self.act(faults={"at": n, "do": fault_of(fault)})
        self.first = "then: " + self.h.said().replace("\n", " ")[-300:]
        for _ in range(2):
            self.act()
            expect(self.h.status == 0, "undo gives %s" % self.h.status, self.h.said(),
                   self.first)
            expect_same(self.end, self.h.snapshot(), "undo gives another home; " + self.first)
        expect(not self.h.tmp_left(), "left in the temp folder", self.h.tmp_left())


class UndoAll(Undo):
    def prepare(self):
        self.before = self.h.snapshot()
        self.h.profile(go="1.26.7")
        self.h.applied()
        self.h.profile(go="1.27.2")
        self.h.applied("--upgrade")

    def act(self, **how):
        self.h.undo("--all", **how)


class Uninstall(Undo):
    """Of what many runs have done: brought, put beside, switched there and back, repaired."""

    def prepare(self):
        self.before = self.h.snapshot()
        beside(self.h)
        for version in ("1.27.2", "1.26.7"):
            self.h.profile(go=version)
            self.h.goready("use", version, *asked(self.h))
        os.unlink(self.h.tools("protoc-36.1/include/google/protobuf/descriptor.proto"))
        self.h.applied()

    def act(self, **how):
        self.h.goready("uninstall", "--yes", **how)


class Prune(UndoAll):
    """What is freed is gone, and what is left serves as before."""

    def act(self, **how):
        self.h.goready("prune", "--yes", **how)


class Rollback(Undo):
    def prepare(self):
        self.before = self.h.snapshot()
        self.h.profile(go="1.26.7")
        self.h.applied()
        self.h.profile(go="1.27.2")
        self.h.goready("upgrade", *asked(self.h))

    def act(self, **how):
        self.h.goready("rollback", "--yes", **how)
        if self.h.status == 1 and "no run that could be taken back" in self.h.err:
            self.h.status = 0  # it was the last moment: all was back


def asked(h):
    """The stand-ins' proof fails, and what was done is to stay."""
    return "--yes", "--keep-going", "--profile", h.profile_path


def beside(h):
    h.profile(go="1.26.7")
    h.applied()
    used = h.snapshot()
    h.profile(go="1.27.2")
    h.goready("install", "go@1.27.2", *asked(h))
    expect(h.status == 0, h.said())
    return used


class Use(Operation):
    """Another Go, which is here already, comes into use. Undo takes back that, or nothing was done and it takes
    back the run before."""

    def prepare(self):
        self.before = self.h.snapshot()
        self.one_less = beside(self.h)

    def act(self, **how):
        self.h.goready("use", "1.27.2", *asked(self.h), **how)

    def take_back(self):
        """With --keep-going what was done before a fault stays, and going on is a run of its own: two to undo."""
        for _ in range(2):
            status = self.h.undo()
            expect(status == 0, "undo gives %s" % status, self.h.said(), self.first)
            if self.h.snapshot() in (self.start, self.one_less):
                break
        else:
            expect_same(self.start, self.h.snapshot(), "undo gives another home; " + self.first)
        expect(self.h.undo("--all") == 0, "undo --all", self.h.said())
        expect_same(self.before, self.h.snapshot(), "undo --all; " + self.first)


class Beside(Use):
    """One tool on its own, beside the one in use."""

    def prepare(self):
        self.before = self.one_less = self.h.snapshot()
        self.h.profile(go="1.26.7")
        self.h.applied()
        self.h.profile(go="1.27.2")

    def act(self, **how):
        self.h.goready("install", "go@1.27.2", *asked(self.h), **how)


class Install(Use):
    """One tool on its own, on a bare machine."""

    def prepare(self):
        self.before = self.one_less = self.h.snapshot()

    def act(self, **how):
        self.h.goready("install", "protoc", *asked(self.h), **how)


OPERATIONS = {"apply": Apply, "upgrade": Upgrade, "repair": Repair, "open": Open, "undo": Undo,
              "undo-all": UndoAll, "use": Use, "install": Install, "beside": Beside, "rollback": Rollback,
              "uninstall": Uninstall, "prune": Prune}


def work(name, part, parts, until):
    """One worker: its share of the points; (fault -> [tried, bad]), and what was bad."""
    counts, bad = {}, []
    with SmallHome() as home:
        operation = OPERATIONS[name](home)
        points = [(n, fault) for n in range(1, operation.points + 1) for fault in FAULTS
                  if fault not in ("torn", "short:ENOSPC") or
                  operation.point(n).split()[1] == "write"]
        random.Random(datetime.date.today().toordinal()).shuffle(points)
        for n, fault in points[part::parts]:
            if until and time.time() > until:
                break
            count = counts.setdefault(fault, [0, 0])
            count[0] += 1
            try:
                operation.try_at(n, fault)
            except Exception as problem:  # whatever it is, this point is bad
                count[1] += 1
                bad.append("%s %s at %s: %s" % (name, fault, operation.point(n),
                                                str(problem)[:900]))
    return operation.points, counts, bad


def run(name, workers, seconds):
    until = time.time() + seconds if seconds else None
    totals, bad, points = {}, [], 0
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        for done in [pool.submit(work, name, i, workers, until) for i in range(workers)]:
            points, counts, problems = done.result()
            bad += problems
            for fault, (tried, wrong) in counts.items():
                total = totals.setdefault(fault, [0, 0])
                total[0] += tried
                total[1] += wrong
    for line in bad[:40]:
        print("    " + line, flush=True)
    told = ", ".join("%s %d/%d" % (fault, *totals[fault][::-1]) for fault in FAULTS
                     if fault in totals)
    print("%-8s %-16s %s" % ("failed" if bad else "passed", "e2e.every_point",
                             "%s: %d effects, %d points tried, %d bad (bad/tried: %s)" % (
                                 name, points, sum(t[0] for t in totals.values()), len(bad),
                                 told)), flush=True)
    return len(bad)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=40, help="for each operation")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--faults", help="only these: kill,torn,EIO,...")
    parser.add_argument("operations", nargs="*")
    options = parser.parse_args()
    if options.faults:
        FAULTS[:] = options.faults.split(",")
    small_home.archives()
    small_home.preload_library("faults")
    bad = 0
    try:
        for name in options.operations or OPERATIONS:
            bad += run(name, options.workers, None if options.all else options.seconds)
    finally:
        small_home.remove_archives()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
