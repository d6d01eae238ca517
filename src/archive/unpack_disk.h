/*
 * What is unpacked gets to the file system: folders, links, files. Making a file takes the kernel longer than
 * unpacking it takes us, so that a second thread does it, a few hundred pieces behind. Private to
 * unpack_tree.c, which has checked the names.
 *
 *	disk_open(&disk, mem, fd, path); disk_start(&disk);
 *	piece = disk_piece(&disk); ... fill it in ...; rc = disk_put(&disk, &e);
 *	rc = disk_settle(&disk, &e); disk_close(&disk);
 *
 * Without disk_start, or where no thread can be had, disk_put does it itself. With it, a failure is returned
 * by a later disk_put or by disk_settle, and nothing more is made. Everything is opened from the folder's own
 * descriptor, folder by folder, and no link is followed.
 */
#ifndef ARCHIVE_UNPACK_DISK_H
#define ARCHIVE_UNPACK_DISK_H

#include <pthread.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

enum { DISK_PIECE = 64 * 1024, DISK_PIECES = 24, DISK_DEPTH = 64, DISK_NAME = 1024 };

enum disk_kind { DISK_FOLDER, DISK_LINK, DISK_FILE };

/* Strings live until disk_close. A file of more than DISK_PIECE bytes is several pieces in a row. */
struct disk_piece {
	enum disk_kind kind;
	const char *name;   /* below the folder */
	const char *target; /* of a link */
	mode_t mode;        /* of a file; 0755 at most */
	bool first, last;   /* of a file's pieces */
	size_t n;           /* bytes of data */
	char data[DISK_PIECE];
};

struct disk {
	const char *path;
	int fd; /* the folder; not ours to close */
	/* The folders from there to the one that is open, so that its neighbour needs one call. */
	char folder[DISK_NAME];
	struct disk_level {
		int fd;
		size_t end; /* where its name ends in `folder` */
	} levels[DISK_DEPTH];
	size_t depth;
	int file; /* the file that is being written, or -1 */
	enum { MODES_UNKNOWN, MODES_AS_ASKED, MODES_TO_BE_SET } modes;

	struct disk_piece *pieces; /* a ring; from `next` on it is being filled in */
	size_t next, filled;
	bool threaded, running, closing;
	struct err failed;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t work, room;
};

void disk_open(struct disk *d, struct arena *mem, int fd, const char *path);
/* Once it returns, the thread has made all calls that a thread makes to begin. */
void disk_start(struct disk *d);
/* The next one to be filled in, its n 0; waits for room. */
struct disk_piece *disk_piece(struct disk *d);
/* Hands over what disk_piece gave. */
enum rc disk_put(struct disk *d, struct err *e);
/* Waits until all is made. */
enum rc disk_settle(struct disk *d, struct err *e);
/* Of a file that was made, to read it: after disk_settle. -1 and errno where it cannot be opened. */
int disk_reopen(struct disk *d, const char *name);
void disk_close(struct disk *d);

#endif
