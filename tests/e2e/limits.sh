#!/bin/bash
# Memory: what others send has a cap and a sentence; where memory is really at its end in the middle
# of a run, the run is taken back.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/standin.sh"
standin_new
standin_snapshot >"$work/before"

# ---- a start file of begin markers, and one of very many lines ---------------------------------------
for _ in $(seq 16000); do echo '# >>> goready >>>'; done >>"$home/.bashrc"
go_here doctor
check "a file of 16,000 begin markers does not use up the memory" test "$status" -le 2
go_here apply --profile "$profile"
check_says "and is refused with its line" ".bashrc line"

standin_home
seq 400000 | sed 's/^/# /' >>"$home/.bashrc"
go_here apply --yes --profile "$profile"
check_status "a file of 400,000 lines is edited" 2
check "and gets its block" grep -q '>>> goready' "$home/.bashrc"

# ---- a capture of nothing but values --------------------------------------------------------------------
python3 -c "print('[' + '0,' * 4000000 + '0]')" >"$work/capture.json"
go_here doctor --from "$work/capture.json"
check_status "a capture of 8 MB of numbers is refused" 1
check_says "and it says why" "more than 300000 values"

# ---- a server that floods with headers ----------------------------------------------------------------
standin_home
python3 - "$work/flood-port" <<'PY' &
import socket, sys, threading
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(50)
with open(sys.argv[1], "w") as out:
    out.write(str(server.getsockname()[1]))


def answer(client):
    try:
        request = b""
        while b"\r\n\r\n" not in request:
            request += client.recv(4096)
        if request.startswith(b"HEAD"):
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        else:
            client.sendall(b"HTTP/1.1 503 no\r\n" + (b'ETag: "' + b"a" * 90000 + b'"\r\n') * 3 +
                           b"Content-Length: 2\r\n\r\nno")
        client.close()
    except OSError:
        pass


while True:
    threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()
PY
standin_pids="$standin_pids $!"
while [ ! -s "$work/flood-port" ]; do sleep 0.05; done
standin_profile "" "http://127.0.0.1:$(cat "$work/flood-port")/{file}"
go_here apply --yes --profile "$profile"
check_status "a flood of headers is a failed download" 1
check_says "whose run is taken back" "was taken back"
standin_snapshot >"$work/after"
check_same "and the home is as it was" "$work/before" "$work/after"
standin_profile

# ---- no memory left in the middle of a run -------------------------------------------------------------
cat >"$work/short.c" <<'C'
/* From the moment $SHORT_FILE is there, large allocations of the main process fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <unistd.h>

static int is_helper(void)
{
	char line[512] = "";
	FILE *f = fopen("/proc/self/cmdline", "r");
	size_t n = f ? fread(line, 1, sizeof(line) - 1, f) : 0;

	if (f)
		fclose(f);
	return n && strcmp(line + strlen(line) + 1, "--helper") == 0;
}

static int short_of_memory;

__attribute__((constructor)) static void begin(void)
{
	short_of_memory = !is_helper();
}

void *malloc(size_t size)
{
	static void *(*real)(size_t);

	if (!real)
		real = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
	if (short_of_memory && size > 8192 && getenv("SHORT_FILE") &&
	    access(getenv("SHORT_FILE"), F_OK) == 0)
		return NULL;
	return real(size);
}
C
if cc -shared -fPIC -o "$work/short.so" "$work/short.c" -ldl 2>"$work/cc.log"; then
	standin_home
	here=(LD_PRELOAD="$work/short.so" SHORT_FILE="$home/.local/share/goready/bin/go")
	go_here apply --yes --profile "$profile"
	here=()
	check_status "no memory in the middle of a run: it ends with 1" 1
	check_says "says so" "run out of memory"
	check_says "and takes the run back" "was taken back"
	standin_snapshot >"$work/after"
	check_same "the home is as it was" "$work/before" "$work/after"
	go_here apply --yes --profile "$profile"
	check_status "the next run goes through" 2
else
	e2e_line skipped "no memory in the middle of a run (needs a compiler)"
fi
e2e_end
