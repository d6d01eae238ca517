#!/bin/bash
# Three applies and an undo at once: nothing is lost. tests/long has fifty rounds.
exec python3 "$(dirname "$0")/../lib/side_by_side.py" --rounds 3
