#!/bin/bash
# Homes on disks of every size, for at most $LONG_SECONDS.
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/lib/small_disks.py --seconds "${LONG_SECONDS:-600}"
