/* What both sandboxes are made of. Private to sandbox.c and sandbox_network.c. */
#ifndef BASE_SANDBOX_PRIVATE_H
#define BASE_SANDBOX_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif

#if defined(__linux__) && !defined(UNDER_SANITIZER)
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

/* ---- Landlock (Documentation/userspace-api/landlock.rst); its header is younger than systems we
 * build on ---- */

enum landlock_right {
	MAY_EXECUTE = 1 << 0,
	MAY_WRITE_FILE = 1 << 1,
	MAY_READ_FILE = 1 << 2,
	MAY_READ_DIR = 1 << 3,
	MAY_REMOVE_FILE = 1 << 5,
	MAY_MAKE_DIR = 1 << 7,
	MAY_MAKE_FILE = 1 << 8,
	MAY_MAKE_LINK = 1 << 12,
	ALL_OF_VERSION_1 = (1 << 13) - 1,
};

/* What is `handled` is forbidden, but for what is `allowed` below the folder `fd` (-1: none). False: a kernel
 * without it. Asks for PR_SET_NO_NEW_PRIVS before. */
bool landlock_enter(uint64_t handled, int fd, uint64_t allowed);

/* ---- seccomp (Documentation/userspace-api/seccomp_filter.rst) ---- */

#if defined(__x86_64__)
#define THIS_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCH AUDIT_ARCH_AARCH64
#endif

bool filter_enter(struct sock_filter *code, unsigned short n);
#elif defined(__APPLE__)
/* libsystem_sandbox; <sandbox.h> has it, but not in every SDK. */
int sandbox_init(const char *profile, uint64_t flags, char **ret_error);
#endif
#endif
