#!/usr/bin/env python3
"""Does what goready printed keep to docs/schemas? Prints what does not; exits 1 then.

    json_schema.py [--lines] NAME [FILE]    NAME as in docs/schemas; --lines: an object a line
"""
import json
import pathlib
import sys

import jsonschema

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "schemas"


def validator(name):
    schema = json.loads((SCHEMAS / (name + ".json")).read_text())
    return jsonschema.Draft202012Validator(schema)


def main(words):
    lines = words[:1] == ["--lines"]
    name, *files = words[lines:]
    text = (pathlib.Path(files[0]).read_text() if files else sys.stdin.read()).strip()
    faults = 0
    for part in text.splitlines() if lines else [text]:
        value = json.loads(part)
        known = "error" if set(value) == {"error"} else name
        for error in validator(known).iter_errors(value):
            best = jsonschema.exceptions.best_match([error])
            print(f"{known}: {best.json_path}: {best.message[:400]}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
