#!/bin/bash
# As tests/e2e/every_point.sh, for $LONG_SECONDS.
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/lib/every_point.py --seconds "$((${LONG_SECONDS:-600} / 12))" --workers 1
