#!/bin/bash
# goready is killed, or one of its calls fails, at every effect of an apply, an upgrade, a repair and an undo:
# going on and undo lead to the two homes that are allowed. Here as many points as fit into two
# minutes, others each day (tests/long has more, and the opening of a closed folder, of which one point is known
# to be wrong: killed between two links, what goes on leaves the second out);
# `tests/lib/every_point.py --all` tries every one.
exec python3 "$(dirname "$0")/../lib/every_point.py" --seconds 20 --workers 1 apply upgrade repair undo undo-all
