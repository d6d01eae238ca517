#!/bin/bash
# goready is killed, or one of its calls fails, at every effect of whatever changes a home (apply, use, undo, prune and
# the others of tests/lib/every_point.py): going on and undo lead to the two homes that are allowed. Here as many points
# as fit into two minutes, others each day (tests/long has more); `tests/lib/every_point.py --all` tries every one.
exec python3 "$(dirname "$0")/../lib/every_point.py" --seconds 9 --workers 1
