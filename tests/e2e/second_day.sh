#!/bin/bash
# Upgrade, rollback, install, use, list, prune and uninstall, with two small Gos of the right shape; a
# second or two for each.
exec python3 "$(dirname "$0")/../lib/second_day.py" "$@"
