"""The table of tests/bench/proofs. usage: proofs.py PROGRAM GOCACHE GOMODCACHE TMPDIR [NAME...]"""
import json
import os
import resource
import subprocess
import sys
import threading
import time

program, cache, modules, tmp = sys.argv[1:5]


def size(folder):
    total = 0
    for root, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(root, name)).st_blocks * 512
            except OSError:
                pass  # gone meanwhile
    return total


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Peak:
    """The most that the temporary folder held, looked at twice a second."""

    def __init__(self):
        self.most, self.ended = 0, threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.ended.wait(0.5):
            self.most = max(self.most, size(tmp))

    def end(self):
        self.ended.set()
        self.thread.join()
        return self.most


def measure(name):
    fetched, kept = size(modules + "/cache/download"), size(cache) + size(modules)
    begin, used, peak = time.monotonic(), cpu(), Peak()
    done = subprocess.run([program, "prove", "--json", name], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    figures = {"seconds": time.monotonic() - begin, "cpu": cpu() - used, "temporary": peak.end(),
               "fetched": size(modules + "/cache/download") - fetched,
               "kept": size(cache) + size(modules) - kept, "status": done.returncode}
    try:
        verdicts = json.loads(done.stdout)["verdicts"]
        figures["skipped"] = [v["id"] for v in verdicts if v["state"] == "skipped"]
        figures["failed"] = ["%s: %s" % (v["id"], v["evidence"]) for v in verdicts if v["state"] == "failed"]
    except (ValueError, KeyError):
        figures["failed"] = [done.stdout + done.stderr]
    return figures


def rough(value):
    """To two digits: nobody else's machine has the third."""
    return "%.1f" % value if value < 9.95 else "%d" % float("%.2g" % value)


def mb(size):
    return "0" if size < 500_000 else rough(size / 1e6)


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), "unknown processor")
    go = subprocess.run(["go", "version"], stdout=subprocess.PIPE, text=True).stdout.split()[2]
    return "%d processors (%s), %s" % (os.cpu_count(), model, go)


def main():
    listed = json.loads(subprocess.run([program, "prove", "--list", "--json"], check=True,
                                       stdout=subprocess.PIPE).stdout)["proofs"]
    names = sys.argv[5:] or [proof["name"] for proof in listed]
    loads, notes = [os.getloadavg()[0]], []
    print("| proof | seconds | CPU seconds | fetched, MB | kept in Go's caches, MB | temporary, MB "
          "| again: seconds | CPU seconds |\n|---|---|---|---|---|---|---|---|")
    for name in names:
        first, again = measure(name), measure(name)
        print("| `%s` | %s | %s | %s | %s | %s | %s | %s |" % (
            name, rough(first["seconds"]), rough(first["cpu"]), mb(first["fetched"]), mb(first["kept"]),
            mb(max(first["temporary"], again["temporary"])), rough(again["seconds"]), rough(again["cpu"])),
            flush=True)
        notes += ["%s did not pass: %s" % (name, failed) for failed in first["failed"] + again["failed"]]
        if first.get("skipped"):
            notes.append("%s: skipped %s" % (name, ", ".join(first["skipped"])))
        loads.append(os.getloadavg()[0])
    print("\n%s; load %.0f to %.0f" % (machine(), min(loads), max(loads)))
    print("\n".join(notes))
    return 1 if any("did not pass" in note for note in notes) else 0


sys.exit(main())
