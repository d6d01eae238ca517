/*
 * A tree that is being unpacked: names are checked, nothing is followed, every file is listed with
 * its mode and SHA-256. Private to unpack.c.
 *
 * unpack_disk.c makes them, in a thread of its own once disk_start was called: what fails there is returned by
 * a later call, tree_write_list at the latest.
 */
#ifndef ARCHIVE_UNPACK_TREE_H
#define ARCHIVE_UNPACK_TREE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/list.h"
#include "archive/unpack_disk.h"

struct tree_item {
	struct tree_item *next;
	const char *name;
	const char *target; /* of a link, else NULL */
	mode_t mode;
	char sha256[65];
};

struct tree {
	struct arena *mem;
	const char *path;
	int fd;
	struct tree_item
		*items; /* files and links, the newest first; no list, which grows by copies */
	size_t item_count;
	const char **names; /* a hash table of every name so far, folders included */
	size_t name_count, name_room;
	struct disk disk; /* which makes them */
	int list_fd;      /* PATH.files, opened before names outside the folder are given up */
	uint64_t bytes;
};

enum { TREE_ENTRIES_MOST = 100000 };
static const uint64_t TREE_BYTES_MOST = (uint64_t)4 << 30;

/* `path` is an empty folder. */
enum rc tree_open(struct tree *t, struct arena *mem, const char *path, struct err *e);
void tree_close(struct tree *t);
bool tree_has(const struct tree *t, const char *name);
enum rc tree_add_folder(struct tree *t, const char *name, struct err *e);
enum rc tree_add_link(struct tree *t, const char *name, const char *target, struct err *e);

/* A file: begun, written in pieces, ended. */
struct tree_file {
	struct tree *tree;
	const char *name;
	mode_t mode;
	struct sha256 *hash;
	struct disk_piece *piece; /* what of it is not handed over yet */
};
enum rc tree_begin_file(struct tree *t, const char *name, mode_t mode, struct tree_file *ret,
			struct err *e);
enum rc tree_write(struct tree_file *f, const void *data, size_t n, struct err *e);
enum rc tree_end_file(struct tree_file *f, struct err *e);
void tree_abandon_file(struct tree_file *f);
enum rc tree_copy_file(struct tree *t, const char *from, const char *to, struct err *e);

/* Go's directory hash of the files so far, `prefix` put in front of each name: "h1:" and the base64 of the SHA-256
 * of sorted "hex  name\n" lines (golang.org/x/mod/sumdb/dirhash, Hash1). */
const char *tree_h1(struct tree *t, const char *prefix);
/* Waits until all is made, and writes PATH.files (see unpack.h). */
enum rc tree_write_list(struct tree *t, struct err *e);

#endif
