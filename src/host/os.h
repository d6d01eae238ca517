/*
 * Raw values from the system, one file for each: os_linux.c, os_darwin.c. No
 * judgement here, so that rules about a Mac can be tested on Linux. Inside host only.
 */
#ifndef HOST_OS_H
#define HOST_OS_H

#include "host/host.h"

enum os os_this(void);
uint64_t os_memory(void);                                   /* bytes, 0 unknown */
const char *os_sysctl(struct arena *mem, const char *name); /* NULL: no such name */
enum rc os_process(struct arena *mem, pid_t pid, struct process *ret, struct err *e);
/* What statvfs does not say of an existing path: type, noexec. */
void os_mount(struct arena *mem, const char *path, struct disk_info *ret);
const char *os_own_path(struct arena *mem); /* NULL unknown */
/* By the directory service, beyond what getgroups says; false where there is none. */
bool os_is_member(uid_t uid, gid_t gid);
/* Of the path itself; links are not followed. */
bool os_has_attribute(const char *path, const char *name);
/* Extended attributes and access control lists, from one open file to another. */
enum rc os_copy_attributes(int from, int to, const char *path, struct err *e);

#endif
