#ifdef __APPLE__
#include "host/os.h"

#include <copyfile.h>
#include <errno.h>
#include <fcntl.h>
#include <libproc.h>
#include <mach-o/dyld.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/param.h>
#include <sys/sysctl.h>
#include <unistd.h>

#include "base/i18n.h"

/* Some cross-compilers' copies of Apple's headers lack this one; the call is in libSystem all the
 * same. */
#if __has_include(<sys/xattr.h>)
#include <sys/xattr.h>
#else
#define XATTR_NOFOLLOW 0x0001
ssize_t getxattr(const char *path, const char *name, void *value, size_t size, uint32_t position,
		 int options);
ssize_t fgetxattr(int fd, const char *name, void *value, size_t size, uint32_t position,
		  int options);
int fsetxattr(int fd, const char *name, const void *value, size_t size, uint32_t position,
	      int options);
ssize_t flistxattr(int fd, char *names, size_t size, int options);
#endif
#if __has_include(<membership.h>)
#include <membership.h>
#else
int mbr_uid_to_uuid(uid_t id, unsigned char uuid[16]);
int mbr_gid_to_uuid(gid_t id, unsigned char uuid[16]);
int mbr_check_membership(const unsigned char user[16], const unsigned char group[16], int *ret);
#endif

/* xnu bsd/sys/proc.h: set while a process runs under Rosetta; not in the public headers of every
 * SDK. */
#ifndef P_TRANSLATED
#define P_TRANSLATED 0x00020000
#endif

enum os os_this(void)
{
	return OS_DARWIN;
}

uint64_t os_memory(void)
{
	uint64_t bytes = 0;
	size_t n = sizeof(bytes);

	return sysctlbyname("hw.memsize", &bytes, &n, NULL, 0) == 0 ? bytes : 0;
}

/* Names are a closed set for us, and numbers have four or eight bytes (sysctl(3)); all else is
 * text. */
static bool is_text(const char *name)
{
	static const char *const texts[] = { "machdep.cpu.brand_string",
					     "hw.model",
					     "hw.machine",
					     "kern.osproductversion",
					     "kern.osversion",
					     "kern.osrelease",
					     "kern.version",
					     "kern.hostname" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(name, texts[i]) == 0)
			return true;
	return false;
}

const char *os_sysctl(struct arena *mem, const char *name)
{
	union {
		char text[1024];
		int32_t four;
		int64_t eight;
	} value;
	size_t n = sizeof(value) - 1;

	memset(&value, 0, sizeof(value));
	if (sysctlbyname(name, &value, &n, NULL, 0) != 0)
		return NULL;
	if (!is_text(name) && n == sizeof(value.four))
		return arena_fmt(mem, "%d", (int)value.four);
	if (!is_text(name) && n == sizeof(value.eight))
		return arena_fmt(mem, "%lld", (long long)value.eight);
	return arena_strndup(mem, value.text, strnlen(value.text, n));
}

enum rc os_process(struct arena *mem, pid_t pid, struct process *ret, struct err *e)
{
	int mib[4] = { CTL_KERN, KERN_PROC, KERN_PROC_PID, pid };
	char path[PROC_PIDPATHINFO_MAXSIZE];
	struct kinfo_proc info;
	size_t n = sizeof(info);

	if (sysctl(mib, 4, &info, &n, NULL, 0) != 0)
		return err_errno(e, _("looking at process %d"), (int)pid);
	if (n < sizeof(info))
		return err_set(e, RC_NOT_FOUND, _("process %d has ended"), (int)pid);
	*ret = (struct process){
		.pid = pid,
		.parent = info.kp_eproc.e_ppid,
		.path = proc_pidpath(pid, path, sizeof(path)) > 0 ? arena_strdup(mem, path) : NULL,
		.translated = (info.kp_proc.p_flag & P_TRANSLATED) != 0,
	};
	return RC_OK;
}

void os_mount(struct arena *mem, const char *path, struct disk_info *ret)
{
	struct statfs st;

	if (statfs(path, &st) != 0)
		return;
	ret->type = arena_strdup(mem, st.f_fstypename);
	ret->noexec = (st.f_flags & MNT_NOEXEC) != 0;
	ret->read_only = (st.f_flags & MNT_RDONLY) != 0;
}

const char *os_own_path(struct arena *mem)
{
	char path[PATH_MAX];
	uint32_t n = sizeof(path);
	char *real;
	const char *result;

	if (_NSGetExecutablePath(path, &n) != 0)
		return NULL;
	real = realpath(path, NULL);
	result = arena_strdup(mem, real);
	free(real);
	return result;
}

/* Directories know groups within groups, which neither getgroups nor a list of members shows
 * (membership(3)). */
bool os_is_member(uid_t uid, gid_t gid)
{
	unsigned char user[16], group[16];
	int is_member = 0;

	return mbr_uid_to_uuid(uid, user) == 0 && mbr_gid_to_uuid(gid, group) == 0 &&
	       mbr_check_membership(user, group, &is_member) == 0 && is_member;
}

bool os_has_attribute(const char *path, const char *name)
{
	return getxattr(path, name, NULL, 0, 0, XATTR_NOFOLLOW) >= 0;
}

/* What the system keeps for itself (com.apple.provenance, com.apple.macl) may not be written even by
 * who owns the file, and is no loss: it is given to the new file by the system. */
static bool is_systems(const char *name)
{
	return strncmp(name, "com.apple.", 10) == 0;
}

static enum rc copy_one(int from, int to, const char *name, const char *path, struct err *e)
{
	ssize_t n = fgetxattr(from, name, NULL, 0, 0, 0);
	void *value = n > 0 ? malloc((size_t)n) : NULL;
	bool copied = n == 0 || (value && fgetxattr(from, name, value, (size_t)n, 0, 0) == n);

	copied = copied && n >= 0 && fsetxattr(to, name, value, (size_t)n, 0, 0) == 0;
	free(value);
	if (copied || is_systems(name))
		return RC_OK;
	return err_errno(e, _("keeping the attribute %s of %s"), name, path);
}

static enum rc copy_one_by_one(int from, int to, const char *path, struct err *e)
{
	char names[65536];
	ssize_t n = flistxattr(from, names, sizeof(names), 0);
	enum rc rc = RC_OK;

	for (ssize_t i = 0; i < n && !rc; i += (ssize_t)strlen(names + i) + 1)
		rc = copy_one(from, to, names + i, path, e);
	return rc;
}

enum rc os_copy_attributes(int from, int to, const char *path, struct err *e)
{
	if (fcopyfile(from, to, NULL, COPYFILE_ACL) != 0 && errno != ENOTSUP)
		return err_errno(e, _("keeping the attributes of %s"), path);
	if (fcopyfile(from, to, NULL, COPYFILE_XATTR) == 0 || errno == ENOTSUP)
		return RC_OK;
	return copy_one_by_one(from, to, path, e);
}
#else
typedef int os_darwin_is_not_here;
#endif
