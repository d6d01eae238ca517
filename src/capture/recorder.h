/* The parts of host_recorder: host_recorder.c, recorder_files.c. Inside capture only. */
#ifndef CAPTURE_RECORDER_H
#define CAPTURE_RECORDER_H

#include "capture/captured.h"

struct recorder {
	struct captured seen; /* its host is ours */
	struct host *inner;
};

struct recorder *recorder_of(struct host *h);
/* Learns of each name on the way to a path, links followed. NULL: missing, or not allowed. */
struct node *recorder_note(struct recorder *r, const char *path, bool follow);
void recorder_note_name(struct recorder *r, struct names *names, const char *name);

enum rc record_lstat(struct host *h, struct arena *mem, const char *path, struct file_info *ret,
		     struct err *e);
enum rc record_stat(struct host *h, struct arena *mem, const char *path, struct file_info *ret,
		    struct err *e);
enum rc record_realpath(struct host *h, struct arena *mem, const char *path, const char **ret,
			struct err *e);
bool record_may(struct host *h, const char *path, int mode);
enum rc record_read(struct host *h, struct arena *mem, const char *path, size_t most,
		    struct bytes *ret, struct err *e);
enum rc record_binary(struct host *h, struct arena *mem, const char *path, struct binary *ret,
		      struct err *e);
enum rc record_list(struct host *h, struct arena *mem, const char *path, struct dir_entries *ret,
		    struct err *e);
bool record_has_xattr(struct host *h, const char *path, const char *name);

#endif
