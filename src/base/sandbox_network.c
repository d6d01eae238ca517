/* What is left to the helper that fetches; see sandbox.h. */
#ifdef __linux__
#define _GNU_SOURCE /* syscall */
#endif
#include "base/sandbox.h"

#include "base/sandbox_private.h"

#if defined(__linux__) && !defined(UNDER_SANITIZER)
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* All that Landlock's first version knows of changing files and starting programs. */
enum { CHANGES = ALL_OF_VERSION_1 & ~(MAY_READ_FILE | MAY_READ_DIR) };

/* A list of what is forbidden: what the system's resolver calls differs from system to system. */
static const int forbidden[] = {
	/* names */
	SYS_unlinkat,
	SYS_mkdirat,
	SYS_mknodat,
	SYS_linkat,
	SYS_symlinkat,
	SYS_renameat2,
#ifdef SYS_renameat
	SYS_renameat,
#endif
#ifdef __x86_64__
	SYS_unlink,
	SYS_rmdir,
	SYS_mkdir,
	SYS_mknod,
	SYS_link,
	SYS_symlink,
	SYS_rename,
	SYS_creat,
	SYS_chmod,
	SYS_chown,
	SYS_lchown,
	SYS_utime,
	SYS_utimes,
	SYS_futimesat,
	SYS_fork,
	SYS_vfork,
#endif
	/* what is in files and what they carry */
	SYS_truncate,
	SYS_fchmod,
	SYS_fchmodat,
	SYS_fchown,
	SYS_fchownat,
	SYS_utimensat,
	SYS_setxattr,
	SYS_lsetxattr,
	SYS_fsetxattr,
	SYS_removexattr,
	SYS_lremovexattr,
	SYS_fremovexattr,
	/* programs, other processes, the system */
	SYS_execve,
	SYS_execveat,
	SYS_ptrace,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_tkill,
	SYS_rt_sigqueueinfo,
	SYS_rt_tgsigqueueinfo,
	SYS_unshare,
	SYS_setns,
	SYS_chroot,
	SYS_mount,
	SYS_umount2,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_userfaultfd,
	SYS_add_key,
	SYS_request_key,
	SYS_keyctl,
	SYS_init_module,
	SYS_finit_module,
#ifdef SYS_pidfd_open
	SYS_pidfd_open,
#endif
#ifdef SYS_pidfd_send_signal
	SYS_pidfd_send_signal,
#endif
#ifdef SYS_io_uring_setup
	SYS_io_uring_setup,
#endif
#ifdef SYS_open_by_handle_at
	SYS_open_by_handle_at,
#endif
};

/* What has a successor whose arguments no filter can see: "not known here", and the C library falls back. */
static const int unknown[] = {
#ifdef SYS_clone3
	SYS_clone3,
#endif
#ifdef SYS_openat2
	SYS_openat2,
#endif
};

enum {
	FORBIDDEN = sizeof(forbidden) / sizeof(forbidden[0]),
	UNKNOWN = sizeof(unknown) / sizeof(unknown[0])
};

struct filter {
	struct sock_filter code[2 * FORBIDDEN + 2 * UNKNOWN + 40];
	unsigned short n;
};

static void filter_add(struct filter *f, struct sock_filter one)
{
	f->code[f->n++] = one;
}

#define LOAD(field)          \
	(struct sock_filter) \
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, field))
/* The lower half: both CPUs are little-endian. */
#define ARGUMENT(i) (unsigned)(offsetof(struct seccomp_data, args) + 8 * (i))
#define RETURN(what) (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, (what))
#define IS(value, yes, no) \
	(struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(value), yes, no)
#define HAS(bits, yes, no) \
	(struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (unsigned)(bits), yes, no)
#define ERROR(code) (SECCOMP_RET_ERRNO | (code))

/* The number of the call is loaded, before and after. */
static void refuse(struct filter *f, int call, unsigned how)
{
	filter_add(f, IS(call, 0, 1));
	filter_add(f, RETURN(how));
}

/* The call only where its argument has one of the bits, or none of them. */
static void judge_bits(struct filter *f, int call, unsigned argument, unsigned bits, bool wanted)
{
	filter_add(f, IS(call, 0, 4));
	filter_add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(argument)));
	filter_add(f, HAS(bits, wanted ? 0 : 1, wanted ? 1 : 0));
	filter_add(f, RETURN(SECCOMP_RET_ALLOW));
	filter_add(f, RETURN(ERROR(wanted ? EPERM : EACCES)));
}

static void judge_self(struct filter *f, int call)
{
	filter_add(f, IS(call, 0, 4));
	filter_add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)));
	filter_add(f, IS(getpid(), 0, 1));
	filter_add(f, RETURN(SECCOMP_RET_ALLOW));
	filter_add(f, RETURN(ERROR(EPERM)));
}

static bool enter_filter(void)
{
#ifdef THIS_ARCH
	static const unsigned writing = O_ACCMODE | O_CREAT | O_TRUNC;
	struct filter f = { .n = 0 };

	filter_add(&f, LOAD(arch));
	filter_add(&f, IS(THIS_ARCH, 1, 0));
	filter_add(&f, RETURN(SECCOMP_RET_KILL_PROCESS));
	filter_add(&f, LOAD(nr));
#ifdef __x86_64__
	enum { X32 = 0x40000000 };

	filter_add(&f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1));
	filter_add(&f, RETURN(SECCOMP_RET_KILL_PROCESS));
	judge_bits(&f, SYS_open, 1, writing, false);
#endif
	judge_bits(&f, SYS_openat, 2, writing, false);
	judge_bits(&f, SYS_clone, 0, CLONE_THREAD, true);
	judge_self(&f, SYS_kill);
	judge_self(&f, SYS_tgkill);
	for (int i = 0; i < UNKNOWN; i++)
		refuse(&f, unknown[i], ERROR(ENOSYS));
	for (int i = 0; i < FORBIDDEN; i++)
		refuse(&f, forbidden[i], ERROR(EPERM));
	filter_add(&f, RETURN(SECCOMP_RET_ALLOW));
	return filter_enter(f.code, f.n);
#else
	return false;
#endif
}

struct sandbox sandbox_network(void)
{
	struct sandbox s = { 0 };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return s;
	s.landlock = landlock_enter(CHANGES, -1, 0);
	s.filtered = enter_filter();
	return s;
}
#elif defined(__APPLE__) && !defined(UNDER_SANITIZER)
#include <stddef.h>

struct sandbox sandbox_network(void)
{
	struct sandbox s = { 0 };
	char *error = NULL;

	s.filtered =
		sandbox_init("(version 1)(allow default)(deny process-exec*)(deny process-fork)"
			     "(deny signal (target others))(deny file-write*)"
			     "(allow file-write* (subpath \"/private/var/folders\")"
			     " (literal \"/dev/null\") (literal \"/dev/dtracehelper\"))",
			     0, &error) == 0;
	return s;
}
#else
struct sandbox sandbox_network(void)
{
	return (struct sandbox){ 0 };
}
#endif
