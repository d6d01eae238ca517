#!/bin/sh
# A command of ours that can be copied begins with the program that is there: it stands in a message, or in
# own_name_in(). What names a step ("goready prove") is no such command.
cd "$(dirname "$0")/../.." || exit 1
found=$(grep -nE '"goready [a-z]+( |")' src/*/*.c screens/*.c |
	grep -vE '_\("|_\($|own_name_in\("|goready (says|was|itself|installed) |^src/plan/step_proof.c:.*#define WORDS')
[ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
