#!/bin/bash
# Keys, bytes and sizes by chance for the real wizard under the sanitizers, for $LONG_SECONDS.
# KEYS_SEED=N begins with that session; KEYS_KEEP=FOLDER has what each failed one wrote.
cd "$(dirname "$0")/../.." || exit 1
if ! { cmake -B build/keys -G Ninja -DCMAKE_BUILD_TYPE=Debug -DGOREADY_WERROR=OFF \
	-DCMAKE_C_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" &&
	cmake --build build/keys --target goready; } >build/keys.log 2>&1; then
	tail -n 20 build/keys.log
	printf '%-8s %-16s %s\n' failed long.random_keys "the program builds"
	exit 1
fi
E2E_PROGRAM=$PWD/build/keys/goready exec nice -n 19 python3 tests/lib/random_keys.py --seconds "${LONG_SECONDS:-600}"
