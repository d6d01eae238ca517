#ifdef __linux__
#define _GNU_SOURCE /* unshare */
#endif
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/sandbox_private.h"

#if defined(__linux__) && !defined(UNDER_SANITIZER)
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* ---- the root ---- */

static bool enter_root(int fd)
{
	if (geteuid() != 0 && unshare(CLONE_NEWUSER) != 0)
		return false;
	return fchdir(fd) == 0 && chroot(".") == 0 && chdir("/") == 0;
}

#define LANDLOCK_CREATE 444
#define LANDLOCK_ADD_RULE 445
#define LANDLOCK_RESTRICT 446
#define LANDLOCK_PATH_BENEATH 1

struct landlock_ruleset {
	uint64_t handled;
};

struct landlock_path {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

bool landlock_enter(uint64_t handled, int fd, uint64_t allowed)
{
	struct landlock_ruleset rules = { .handled = handled };
	struct landlock_path below = { .allowed = allowed, .parent = fd };
	int set = (int)syscall(LANDLOCK_CREATE, &rules, sizeof(rules), 0);
	bool done;

	if (set < 0)
		return false; /* a kernel without it */
	done = (fd < 0 || syscall(LANDLOCK_ADD_RULE, set, LANDLOCK_PATH_BENEATH, &below, 0) == 0) &&
	       syscall(LANDLOCK_RESTRICT, set, 0) == 0;
	close(set);
	return done;
}

bool filter_enter(struct sock_filter *code, unsigned short n)
{
	struct sock_fprog program = { .len = n, .filter = code };

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) ==
	       0;
}

/* Reading a stream, writing files, memory, the clock, and what the C library does by itself. */
static const int allowed[] = {
	SYS_read,         SYS_readv,
	SYS_write,        SYS_writev,
	SYS_lseek,        SYS_close,
	SYS_fstat,        SYS_newfstatat,
#ifdef SYS_statx
	SYS_statx,
#endif
	SYS_openat,       SYS_mkdirat,
	SYS_symlinkat,    SYS_unlinkat,
	SYS_fchmod,       SYS_ftruncate,
	SYS_fsync,        SYS_fdatasync,
	SYS_syncfs,       SYS_getdents64,
	SYS_fcntl,        SYS_dup,
	SYS_mmap,         SYS_munmap,
	SYS_mremap,       SYS_mprotect,
	SYS_madvise,      SYS_brk,
	SYS_futex,        SYS_clock_gettime,
	SYS_gettimeofday, SYS_getpid,
	SYS_gettid,       SYS_getrandom,
	SYS_rt_sigaction, SYS_rt_sigprocmask,
	SYS_rt_sigreturn, SYS_restart_syscall,
	SYS_sched_yield,  SYS_exit,
	SYS_exit_group,
};

#define AT(field) offsetof(struct seccomp_data, field)

static bool enter_filter(void)
{
#ifdef THIS_ARCH
	enum { CALLS = sizeof(allowed) / sizeof(allowed[0]) };
	struct sock_filter code[CALLS + 6];

	code[0] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT(arch));
	code[1] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0);
	code[2] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	code[3] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT(nr));
	for (int i = 0; i < CALLS; i++)
		code[4 + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
							   (unsigned)allowed[i],
							   (unsigned char)(CALLS - i), 0);
	code[4 + CALLS] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
	code[5 + CALLS] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	return filter_enter(code, CALLS + 6);
#else
	return false;
#endif
}

struct sandbox sandbox_enter(int fd, const char *folder)
{
	struct sandbox s = { 0 };

	(void)folder;
	s.rooted = enter_root(fd);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return s;
	s.landlock =
		landlock_enter(ALL_OF_VERSION_1, fd,
			       MAY_WRITE_FILE | MAY_READ_FILE | MAY_READ_DIR | MAY_REMOVE_FILE |
				       MAY_MAKE_DIR | MAY_MAKE_FILE | MAY_MAKE_LINK);
	return s;
}

void sandbox_seal(struct sandbox *s)
{
	s->filtered = enter_filter();
}
#elif defined(__APPLE__) && !defined(UNDER_SANITIZER)
struct sandbox sandbox_enter(int fd, const char *folder)
{
	struct sandbox s = { 0 };
	char real[PATH_MAX], profile[PATH_MAX + 300], *error = NULL;

	(void)fd;
	if (!realpath(folder, real))
		return s;
	for (const char *at = real; *at; at++)
		if (*at == '"' || *at == '\\')
			return s; /* it could not be named in the profile */
	snprintf(profile, sizeof(profile),
		 "(version 1)(allow default)(deny network*)(deny process-exec*)(deny process-fork)"
		 "(deny signal (target others))(deny mach-lookup)(deny file-write*)"
		 "(allow file-write* (subpath \"%s\"))",
		 real);
	s.filtered = sandbox_init(profile, 0, &error) == 0;
	return s;
}

void sandbox_seal(struct sandbox *s)
{
	(void)s; /* it holds for all threads already */
}
#else
struct sandbox sandbox_enter(int fd, const char *folder)
{
	(void)fd;
	(void)folder;
	return (struct sandbox){ 0 };
}

void sandbox_seal(struct sandbox *s)
{
	(void)s;
}
#endif
