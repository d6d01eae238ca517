/*
 * Bytes on the disk itself, not only on their way to it: what the journal's order of writes hangs on.
 */
#ifndef BASE_SYNC_H
#define BASE_SYNC_H

/* As fsync(2), and tried again after a signal. On a Mac fsync leaves the bytes in the drive's cache
 * (fsync(2) there): F_FULLFSYNC, where the file system has it. */
int sync_to_disk(int fd);
/* The same, and no failure where the file system cannot do that: some know none for a folder and say EINVAL or
 * ENOTSUP (fsync(2)). There it is as durable as it gets. */
int sync_where_possible(int fd);
/* As sync_to_disk for all files of the file system that fd is on: of thousands, each by itself would take
 * minutes. It waits for what others have written there, too. */
int sync_file_system(int fd);

#endif
