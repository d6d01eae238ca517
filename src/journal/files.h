/*
 * Bytes on disk for the journal and the downloads: streamed, so that a file of any size costs no
 * memory. Goready's own folders only; what a user may know goes through struct host.
 */
#ifndef JOURNAL_FILES_H
#define JOURNAL_FILES_H

#include "host/host.h"

/* A new file with the bytes of `from`, synced; an older one at `to` is replaced. ret_sha256 (65
 * bytes) may be NULL. */
enum rc file_copy(const char *from, const char *to, mode_t mode, char *ret_sha256, struct err *e);
enum rc file_sync(const char *path, struct err *e); /* a file's or folder's bytes are on disk */
/* The file itself under a second name, so that owner, attributes, times and other names of it are kept
 * too; a copy where the second name cannot be (ret_same false). On disk but for `to`'s folder. */
enum rc file_keep(const char *from, const char *to, bool *ret_same, char *ret_sha256,
		  struct err *e);
/* A new file, synced; an older one is replaced. */
enum rc file_write(const char *path, struct bytes content, mode_t mode, struct err *e);
/* All of it, or an error; retries short writes. */
enum rc file_write_all(int fd, const void *data, size_t n, const char *name, struct err *e);

#endif
