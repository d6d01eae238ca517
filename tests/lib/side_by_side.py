"""Three applies and an undo at once, round after round: nothing is lost, and the last undo finds it all.

usage: side_by_side.py [--rounds N] [--seconds N]

Whoever has the lock goes on; the others say who has it, or that things have changed meanwhile, and plan anew.
After each round the home is what a single apply makes of it or as it was, and undo leads back to that.
"""
import argparse
import subprocess
import sys
import time

import small_home
from small_home import SmallHome, expect, expect_same


def start(home, *arguments):
    env = {"HOME": home.home, "PATH": "/usr/bin:/bin", "TMPDIR": home.tmp, "SHELL": "/bin/bash",
           "LANG": "C.UTF-8", "COLUMNS": "200"}
    return subprocess.Popen([small_home.PROGRAM, *arguments], env=env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def one_round(home, before, applied):
    apply = ("apply", "--yes", "--profile", home.profile_path)
    running = [start(home, *apply), start(home, *apply), start(home, "undo", "--yes"),
               start(home, *apply)]
    for process in running:
        said = process.communicate(timeout=180)[0].decode("utf-8", "replace")
        expect(process.returncode in (0, 1, 2), "ended with %s" % process.returncode, said[-600:])
        if process.returncode == 1:
            expect("What to do" in said, "no remedy", said[-600:])
    now = home.snapshot()
    if now != before:
        expect_same(applied, now, "neither of the two homes")
    for _ in range(4):
        expect(home.undo() == 0, home.said())
    expect_same(before, home.snapshot(), "after undo")
    expect(not home.tmp_left(), "left in the temp folder", home.tmp_left())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, help="no new round after them")
    options = parser.parse_args()
    until = time.time() + options.seconds if options.seconds else None
    done, problem = 0, None
    try:
        with SmallHome() as home:
            before = home.snapshot()
            home.applied()
            applied = home.snapshot()
            expect(home.undo() == 0, home.said())
            while done < options.rounds and not (until and time.time() > until):
                one_round(home, before, applied)
                done += 1
    except Exception as why:  # whatever it is, the round is lost
        problem = why
    finally:
        small_home.remove_archives()
    print("%-8s %-16s %s" % ("failed" if problem else "passed", "e2e.side_by_side",
                             "three applies and an undo at once, %d rounds" % done), flush=True)
    if problem:
        print("    " + str(problem)[:2000])
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
