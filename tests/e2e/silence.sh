#!/bin/bash
# Never more than fifteen seconds without a word while something runs: each command that waits, in a pipe and on a
# terminal, with shells, downloads, compilers and servers that take their time. By a clock of the test's
# (tests/preload/long_waits.c), so that nothing hangs on the machine.
exec python3 "$(dirname "$0")/../lib/silence.py" "$@"
