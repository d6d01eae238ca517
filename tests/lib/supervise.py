"""Runs a command with a time limit, and leaves nothing of it behind.

usage: supervise.py SECONDS TIMES NAME COMMAND...

Whatever the command starts, in whatever session or process group, comes back to this process when
its parent ends (Linux's PR_SET_CHILD_SUBREAPER), and is ended with it: after SECONDS, on a signal,
and when the command has ended and left something running. `NAME elapsed cpu` in seconds is added to
the file TIMES. The status is the command's; 124 after SECONDS; 130 after a signal.
"""
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE = 10  # seconds between the polite signal and the other one


def children(pid):
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as f:
                found += [int(word) for word in f.read().split()]
    except OSError:
        pass
    return found


def descendants():
    found, ahead = [], children(os.getpid())
    while ahead:
        pid = ahead.pop()
        found.append(pid)
        ahead += children(pid)
    return found


def reap():
    """Takes what has ended; gives the wait status of each."""
    ended = {}
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if pid == 0:
            return ended
        ended[pid] = status


def end_all():
    for sign in (signal.SIGTERM, signal.SIGKILL):
        until = time.monotonic() + GRACE
        while descendants() and time.monotonic() < until:
            for pid in descendants():
                try:
                    os.kill(pid, sign)
                except ProcessLookupError:
                    pass
            pause = time.monotonic() + 1
            while descendants() and time.monotonic() < pause:
                reap()
                time.sleep(0.02)
        reap()


def stopped(*_):
    raise KeyboardInterrupt


def watch(child, limit):
    until = time.monotonic() + limit
    while time.monotonic() < until:
        ended = reap()
        if child in ended:
            return os.waitstatus_to_exitcode(ended[child])
        time.sleep(0.05)
    print(f"supervise: still running after {limit:.0f} seconds: ended, with all it had started",
          flush=True)
    return 124


def main():
    limit, times, name, command = float(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGTERM, stopped)
    begin = time.monotonic()
    try:
        status = watch(subprocess.Popen(command).pid, limit)
    except KeyboardInterrupt:
        status = 130
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    left = [] if status in (124, 130) else descendants()
    if left:
        print(f"supervise: {len(left)} processes were left running, and ended", flush=True)
    end_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(times, "a") as f:
        f.write(f"{name} {time.monotonic() - begin:.0f} {used.ru_utime + used.ru_stime:.0f}\n")
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == "__main__":
    main()
