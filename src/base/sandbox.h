/*
 * Two helpers read bytes which nobody has checked yet, and each gives away before what it does not need.
 *
 * The helper that unpacks reads bytes which nobody has checked yet. Before the first of them it gives
 * away what it does not need, so that whoever takes it over by a hole in a library gains nothing:
 *
 *	Linux: the staging folder becomes its root (chroot, in a user namespace of its own where we are
 *	not root); Landlock allows what is below it, where the kernel has that; and seccomp leaves the
 *	system calls of reading a stream and writing files: no programs, sockets, signals, other processes.
 *	macOS: sandbox_init leaves writing below the folder.
 *
 * Each layer is taken where the system offers it (containers and some distributions forbid user
 * namespaces); what is opened before stays open. Under a sanitizer, which needs more, there is none.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>

struct sandbox {
	bool rooted;   /* nothing but the folder has a name */
	bool landlock; /* only what is below the folder may be opened or changed */
	bool filtered; /* seccomp, or macOS's sandbox */
};

/* For good, for this process, which has one thread. `folder` is open at `fd`. Everything that is loaded when it is
 * first used (messages, time zone, digests) must have been used. */
struct sandbox sandbox_enter(int fd, const char *folder);
/* The second half, seccomp, for all threads that were started meanwhile: afterwards there will be no others. */
void sandbox_seal(struct sandbox *s);

/*
 * The helper that fetches (net/net.h) speaks with servers. It needs sockets, threads (names are resolved in one)
 * and whatever files the system's resolver and certificates are in, but:
 *
 *	Linux: it opens no file for writing and makes, changes or removes no name (Landlock where the kernel has
 *	it, and seccomp), starts no program and no process, and reaches no other process.
 *	macOS: the same by sandbox_init, but for what the system's own frameworks keep below /private/var/folders.
 *
 * For good, for this process, which has one thread. Under a sanitizer there is none.
 */
struct sandbox sandbox_network(void);

#endif
