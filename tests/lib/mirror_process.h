/*
 * A web server with faults (mirror.py) for as long as a test needs it.
 *
 *	struct mirror m = { .folder = test_path("mirror"), .http = true, .faults = faults };
 *	mirror_write(&m, "plain/file.tar.gz", SIZE);    byte i of it is mirror_byte(i)
 *	mirror_begin(&m);                               once more: it goes on
 *	mirror_url(&m, "/plain/file.tar.gz"); mirror_asked(&m); mirror_end(&m);
 *
 * Or one for all tests of a program, in a temp folder that goes with it, with file.tar.gz in each of these folders:
 *
 *	mirror_of_all(&m, folders, SIZE);
 *
 * What is below folder/root is served; folder/state has its certificates and what it was asked.
 */
#ifndef MIRROR_PROCESS_H
#define MIRROR_PROCESS_H

#include <sys/types.h>

#include "test.h"

struct mirror {
	const char *folder;
	const char *const *faults; /* as mirror.py's --fault has them; NULL-ended, or NULL */
	bool http;                 /* else TLS, with a certificate of its own: state/ca.pem */
	pid_t pid;                 /* 0: it does not run */
};

unsigned char mirror_byte(size_t i);
void mirror_write(const struct mirror *m, const char *name, size_t size);
void mirror_begin(struct mirror *m);
void mirror_end(struct mirror *m);
/* The folders are NULL-ended. Where it runs already, nothing happens. */
void mirror_of_all(struct mirror *m, const char *const *folders, size_t size);
const char *mirror_state(const struct mirror *m, const char *name);
const char *mirror_url(const struct mirror *m, const char *path);
/* The records of requests for `path` so far, one a line of JSON. */
struct names mirror_asked(const struct mirror *m, const char *path);

#endif
