/*
 * Runs a program as on Linux 3.10 (the oldest kernel a supported distribution had: RHEL 7): every
 * system call that came later does not exist.
 *
 *	old_kernel PROGRAM ARGUMENTS...
 *
 * 3.10's last calls are finit_module's: 313 in arch/x86/entry/syscalls/syscall_64.tbl, and 273 in
 * include/uapi/asm-generic/unistd.h, which arm64 uses.
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#ifdef __x86_64__
enum { LAST_CALL = 313 };
#else
enum { LAST_CALL = 273 };
#endif

static struct sock_filter rules[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, LAST_CALL, 0, 1),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

int main(int argc, char **argv)
{
	struct sock_fprog filter = { sizeof(rules) / sizeof(rules[0]), rules };

	if (argc < 2) {
		fputs("old_kernel PROGRAM ARGUMENTS...\n", stderr);
		return 64;
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter)) {
		perror("old_kernel: no filter");
		return 77;
	}
	execv(argv[1], argv + 1);
	perror(argv[1]);
	return 1;
}
