#!/bin/sh
# docs/proofs.md has a row for each proof of the table, in its order, and no other.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n '/^const struct proof_kind proof_kinds/,$s/.*\.about = { "\([a-z]*\)".*/\1/p' src/proof/proof_kinds.c >"$work/table"
sed -n 's/^| `\([a-z]*\)` .*/\1/p' docs/proofs.md >"$work/page"
diff "$work/table" "$work/page" || { echo "docs/proofs.md and src/proof/proof_kinds.c differ"; exit 1; }
