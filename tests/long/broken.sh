#!/bin/bash
# Broken homes, repaired, proven and undone, and healthy ones: others each day, as many as fit into
# $LONG_SECONDS. `bash tests/broken/run` has all of them.
cd "$(dirname "$0")/../.." || exit 1
exec bash tests/broken/run --some "$((${LONG_SECONDS:-600} / 45 + 1))"
