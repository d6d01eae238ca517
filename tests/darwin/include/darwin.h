/*
 * What src/host/os_darwin.c takes from Apple's headers, so that it is compiled and called on Linux: each
 * file here stands for the one of its name in the SDK, and os_darwin.c of the tests plays the calls. Names
 * that Linux has too get another one, since the signatures differ.
 */
#ifndef DARWIN_H
#define DARWIN_H

#include <stdint.h>
#include <sys/types.h>

/* copyfile(3) */
#define COPYFILE_ACL 1
#define COPYFILE_XATTR 4
int fcopyfile(int from, int to, void *state, unsigned flags);

/* getxattr(2) */
#define XATTR_NOFOLLOW 1
#define getxattr darwin_getxattr
#define fgetxattr darwin_fgetxattr
#define fsetxattr darwin_fsetxattr
#define flistxattr darwin_flistxattr
ssize_t getxattr(const char *path, const char *name, void *value, size_t size, uint32_t position,
		 int options);
ssize_t fgetxattr(int fd, const char *name, void *value, size_t size, uint32_t position,
		  int options);
int fsetxattr(int fd, const char *name, const void *value, size_t size, uint32_t position,
	      int options);
ssize_t flistxattr(int fd, char *names, size_t size, int options);

/* membership(3) */
int mbr_uid_to_uuid(uid_t id, unsigned char uuid[16]);
int mbr_gid_to_uuid(gid_t id, unsigned char uuid[16]);
int mbr_check_membership(const unsigned char user[16], const unsigned char group[16], int *ret);

/* sysctl(3) */
#define CTL_KERN 1
#define KERN_PROC 14
#define KERN_PROC_PID 1
struct kinfo_proc {
	struct {
		int p_flag;
	} kp_proc;
	struct {
		pid_t e_ppid;
	} kp_eproc;
};
#define sysctl darwin_sysctl
int sysctl(int *name, unsigned count, void *old, size_t *size, void *value, size_t value_size);
int sysctlbyname(const char *name, void *old, size_t *size, void *value, size_t value_size);

/* libproc.h, dyld(3), statfs(2) */
#define PROC_PIDPATHINFO_MAXSIZE 4096
int proc_pidpath(int pid, void *path, uint32_t size);
int _NSGetExecutablePath(char *path, uint32_t *size);
#define MNT_RDONLY 1
#define MNT_NOEXEC 4
#define statfs darwin_statfs
struct statfs {
	uint32_t f_flags;
	char f_fstypename[16];
};
int statfs(const char *path, struct statfs *ret);

#endif
