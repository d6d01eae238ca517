/*
 * Bytes on the disk itself, not only on their way to it: what the journal's order of writes hangs on.
 */
#ifndef BASE_SYNC_H
#define BASE_SYNC_H

/* As fsync(2), and tried again after a signal. On a Mac fsync leaves the bytes in the drive's cache
 * (fsync(2) there): F_FULLFSYNC, where the file system has it. */
int sync_to_disk(int fd);

#endif
