"""What tests/bench/run has measured, against the aims: a table, and JSON.

usage: figures.py FILE --load L --pairs N --commit C [--json FILE]

FILE has a line a measurement, parted by tabs: NAME VALUE, or NAME OURS THEIRS for a ratio.
"""
import argparse
import datetime
import json
import os
import platform
import statistics

# What is aimed at: at most. Where NAME begins so.
AIMS = {
    "bare to proven / by hand": 0.75,
    "bare to proven / mise": 0.75,
    "bare to proven with archives / by hand": 0.6,
    "fetch, check, unpack Go": 0.5,
    "cores idle": 0.1,
    "first README line to proof": 0.8,
    "second apply, ms": 25,
    "addresses asked by it": 0,
    "doctor, ms": 25,
    "doctor --shells, ms": 2000,
    "doctor / mise doctor": 0.2,
    "explain 256 KB, ms": 50,
    "first paint, ms": 10,
    "key to paint": 16,
    "idle for 30 s, CPU ms": 20,
}
SUFFIX_AIMS = {"resident KiB": 24576, "private KiB": 10000}


def aim_of(name):
    for start, aim in AIMS.items():
        if name.startswith(start):
            return aim
    for end, aim in SUFFIX_AIMS.items():
        if name.endswith(end):
            return aim
    return None


def read_figures(path):
    figures = {}
    for line in open(path, encoding="utf-8"):
        name, *values = line.rstrip("\n").split("\t")
        figures.setdefault(name, []).append([float(v) for v in values])
    return figures


def summary(name, runs):
    values = [v[0] / v[1] if len(v) == 2 else v[0] for v in runs]
    return {"name": name, "median": round(statistics.median(values), 3),
            "least": round(min(values), 3), "most": round(max(values), 3),
            "aim": aim_of(name), "runs": runs}


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    return {"cpu": cpu, "processors": os.cpu_count(), "memory_mib": memory,
            "kernel": platform.release()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--load")
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--commit")
    parser.add_argument("--json")
    args = parser.parse_args()
    figures = read_figures(args.file)
    doctor, mise = figures.get("doctor, ms"), figures.get("mise doctor, ms")
    if doctor and mise:
        figures["doctor / mise doctor"] = [[d[0], m[0]] for d, m in zip(doctor, mise)]
    result = {"schema": 1, "date": datetime.date.today().isoformat(), "commit": args.commit,
              "machine": machine(), "load": args.load, "pairs": args.pairs,
              "figures": [summary(name, runs) for name, runs in figures.items()]}
    about = result["machine"]
    print(f"{about['processors']} x {about['cpu']}, {about['memory_mib']} MiB, Linux "
          f"{about['kernel']}; load {args.load}; {args.pairs} pairs; commit {args.commit}")
    print(f"{'figure':58} {'median':>9} {'least':>9} {'most':>9} {'aim':>7}")
    for f in result["figures"]:
        aim = "" if f["aim"] is None else f"{f['aim']:g}"
        print(f"{f['name']:58} {f['median']:9g} {f['least']:9g} {f['most']:9g} {aim:>7}")
    if args.json:
        with open(args.json, "w", encoding="utf-8") as out:
            json.dump(result, out, indent="\t")
            out.write("\n")


if __name__ == "__main__":
    main()
