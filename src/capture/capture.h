/*
 * A machine as JSON: recorded on one computer, looked at on another (`goready capture`, `--from FILE`, and
 * every test of facts and rules). On a recorded machine, changing anything fails.
 */
#ifndef CAPTURE_CAPTURE_H
#define CAPTURE_CAPTURE_H

#include "host/host.h"

/* A recorded machine. The format is documented in host_captured.c and made by capture_*. */
enum rc host_captured_open(struct arena *mem, const struct json *capture, struct host **ret,
			   struct err *e);
size_t host_captured_unrecorded(const struct host *); /* how many calls were not recorded */
const char *host_captured_first_unrecorded(const struct host *);
/* The folder of the Go project it was recorded in; NULL: in none, or by an older goready. */
const char *host_captured_project(struct host *);
/* A text from that machine, as the machine is told of: whoever pastes it has their own home folder in it, which a
 * capture calls /Users/user or /home/user. */
const char *host_captured_text(struct arena *mem, struct host *, const char *text);
/* Passes everything to `inner` and records the looking calls; capture_json gives the format
 * host_captured_open reads, with secrets, user names and home paths taken out. */
struct host *host_recorder(struct arena *mem, struct host *inner);
/* It is recorded in this project; NULL: in none. */
void host_recorder_started_in(struct host *recorder, const char *project);
struct json *host_recorder_json(struct arena *mem, struct host *recorder);

#endif
