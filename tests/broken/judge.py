"""Is what goready says of a broken home right?

usage: judge.py findings FILE FIRST [BESIDE]...    doctor --json: FIRST is the first problem or warning
                                                   ("none": there is none), and no other but BESIDE
       judge.py explained FILE ID                  explain --json: ID is the first that holds
"""
import json
import sys


def findings(said, first, *beside):
    found = [f for f in said["findings"] if f["level"] != "note"]
    ids = [f["id"] for f in found]
    wrong = []
    if first == "none":
        wrong = [i for i in ids if i not in beside]
    elif not ids or ids[0] != first:
        wrong.append(f"the first is {ids[:1]}, expected {first}")
    else:
        wrong = [i for i in ids if i != first and i not in beside]
    return wrong, found


def explained(said, wanted):
    held = [h for h in said["hypotheses"] if h["verdict"] == "holds"]
    ids = [h["id"] for h in held]
    if wanted == "none":
        return ids, held
    return ([] if ids[:1] == [wanted] else [f"{ids}, expected {wanted}"]), said


def main():
    kind, name, *rest = sys.argv[1:]
    with open(name) as f:
        said = json.load(f)
    wrong, shown = {"findings": findings, "explained": explained}[kind](said, *rest)
    if wrong:
        print(*wrong, sep="\n")
        print(json.dumps(shown, indent=1)[:3000])
    sys.exit(1 if wrong else 0)


main()
