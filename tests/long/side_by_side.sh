#!/bin/bash
# As tests/e2e/side_by_side.sh, fifty rounds, or as many as fit into $LONG_SECONDS.
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/lib/side_by_side.py --rounds 50 --seconds "${LONG_SECONDS:-600}"
