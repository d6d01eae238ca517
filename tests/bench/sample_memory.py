"""Peak memory of every process of a program, sampled until a command ends.

usage: sample_memory.py PROGRAM_NAME PID STATUS_FILE

Prints one line a kind of process, of those that PID has started: peak resident and peak private dirty KiB,
from /proc. STATUS_FILE appearing ends the sampling.
"""
import os
import sys
import time


def kind_of(pid, name):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            words = f.read().split(b"\0")
    except OSError:
        return None
    if not words or os.path.basename(words[0].decode(errors="replace")) != name:
        return None
    if b"--helper" in words:
        i = words.index(b"--helper")
        most = 3 if words[i + 1:i + 2] == [b"unpack"] else 2  # the kind of archive; others have paths there
        return " ".join(w.decode(errors="replace") for w in words[i:i + most] if w)
    return "main"


def is_below(pid, top):
    while pid not in ("0", top):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
                pid = f.read().rsplit(")", 1)[1].split()[1]
        except OSError:
            return False
    return pid == top


def memory_of(pid):
    resident = dirty = 0
    try:
        with open(f"/proc/{pid}/status") as f:
            for line in f:
                if line.startswith("VmHWM:"):
                    resident = int(line.split()[1])
        with open(f"/proc/{pid}/smaps_rollup") as f:
            for line in f:
                if line.startswith("Private_Dirty:"):
                    dirty = int(line.split()[1])
    except (OSError, ValueError):
        pass
    return resident, dirty


def main(name, top, end):
    peaks = {}
    while not os.path.exists(end):
        for pid in filter(str.isdigit, os.listdir("/proc")):
            kind = kind_of(pid, name)
            if kind is None or not is_below(pid, top):
                continue
            resident, dirty = memory_of(pid)
            old = peaks.get(kind, (0, 0))
            peaks[kind] = (max(old[0], resident), max(old[1], dirty))
        time.sleep(0.02)
    for kind, (resident, dirty) in sorted(peaks.items()):
        print(f"{kind}: {resident} KiB resident, {dirty} KiB private and dirty")


if __name__ == "__main__":
    main(*sys.argv[1:])
