#!/bin/bash
# Every parser is fuzzed, in all for $LONG_SECONDS (without: as long as tests/fuzz/run takes by itself).
cd "$(dirname "$0")/../.." || exit 1
parsers=$(find tests/fuzz -maxdepth 1 -name '*.c' | wc -l)
each=$((${LONG_SECONDS:-600} / parsers))
exec bash tests/fuzz/run --seconds "$((each > 3 ? each : 3))"
