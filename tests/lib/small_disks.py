"""Homes on disks of every size: what does not fit ends with a sentence, and the home is as it was.

usage: small_disks.py [--seconds N]

Each size is a tmpfs of its own, from two pages on to the first on which all fits. Each is tried twice: as it
is (goready sees beforehand that there is no room), and with a disk that seems to have room enough when
goready looks and is full before it is done (FAULT_FREE of tests/preload/faults.c). Needs a mount namespace.
"""
import argparse
import os
import subprocess
import sys
import time

import small_home
from small_home import SmallHome, expect, expect_same

PAGE = os.sysconf("SC_PAGE_SIZE")
PLENTY = 1 << 40
NAMESPACE = "GOREADY_SMALL_DISKS"


def mount(home, size):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d,mode=755" % size, "small", home.home], check=True)
    subprocess.run(["cp", "-a", os.path.join(home.work, "saved") + "/.", home.home], check=True)


def try_on(home, size, faults):
    """True: all of it fitted."""
    mount(home, size)
    try:
        before = home.snapshot()
        home.apply(faults=faults)
        if home.status == 2:  # the stand-ins' proof
            expect(home.undo() == 0, "undo where all fitted", home.said())
            expect_same(before, home.snapshot(), "after undo")
            return True
        expect(home.status == 1 and "Problem" in home.err and "What to do" in home.err,
               "a sentence, status %s" % home.status, home.said())
        expect_same(before, home.snapshot(), "what did not fit leaves nothing")
        expect(not home.tmp_left(), "left in the temp folder", home.tmp_left())
        expect(home.undo() in (0, 1), home.said())
        expect_same(before, home.snapshot(), "nor does undo change anything")
        return False
    finally:
        subprocess.run(["umount", home.home], check=True)


def every_size(until):
    """How many sizes were tried until all fitted."""
    with SmallHome() as home:
        home.save()
        least = sum(-(-os.path.getsize(home.path(f)) // PAGE) + 1 for f in os.listdir(home.home)) + 1
        for n, pages in enumerate(range(least, 100000), 1):
            expect(not try_on(home, pages * PAGE, {}), "without room it says so beforehand")
            if try_on(home, pages * PAGE, {"free": PLENTY}) or (until and time.time() > until):
                return n, pages * PAGE
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float)
    options = parser.parse_args()
    if NAMESPACE not in os.environ:
        os.environ[NAMESPACE] = "1"
        if subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "small", "/mnt"], check=False,
                          stderr=subprocess.DEVNULL).returncode:
            print("%-8s %-16s %s" % ("skipped", "long.small_disks", "needs a mount namespace"))
            return 0
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
    problem = None
    sizes = size = 0
    try:
        sizes, size = every_size(time.time() + options.seconds if options.seconds else None)
    except Exception as why:  # whatever it is, that size has failed
        problem = why
    finally:
        small_home.remove_archives()
    print("%-8s %-16s %s" % ("failed" if problem else "passed", "long.small_disks",
                             "%d sizes of disk, up to %d KB" % (sizes, size // 1024)), flush=True)
    if problem:
        print("    " + str(problem)[:2000])
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
