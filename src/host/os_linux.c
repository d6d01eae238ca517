#ifdef __linux__
#include "host/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/i18n.h"

enum os os_this(void)
{
	return OS_LINUX;
}

uint64_t os_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long size = sysconf(_SC_PAGESIZE);

	return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : 0;
}

/* Linux says the same through files. */
const char *os_sysctl(struct arena *mem, const char *name)
{
	(void)mem;
	(void)name;
	return NULL;
}

static const char *link_text(struct arena *mem, const char *path)
{
	char text[4096];
	ssize_t n = readlink(path, text, sizeof(text) - 1);

	return n > 0 ? arena_strndup(mem, text, (size_t)n) : NULL;
}

/* proc(5): "pid (name) state parent ..."; the name may hold blanks and brackets. */
static pid_t stat_parent(const char *line)
{
	const char *end = strrchr(line, ')');
	int parent;

	return end && sscanf(end, ") %*c %d", &parent) == 1 ? parent : -1;
}

enum rc os_process(struct arena *mem, pid_t pid, struct process *ret, struct err *e)
{
	char path[64], line[1024];
	struct process p = { .pid = pid };
	bool read;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	f = fopen(path, "re");
	if (!f)
		return err_errno(e, _("looking at process %d"), (int)pid);
	read = fgets(line, sizeof(line), f);
	fclose(f);
	p.parent = read ? stat_parent(line) : -1;
	if (p.parent < 0)
		return err_set(e, RC_NOT_FOUND, _("process %d has ended"), (int)pid);
	snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	p.path = link_text(mem, path);
	*ret = p;
	return RC_OK;
}

/* mountinfo writes blanks and the like as \040 (proc(5)). */
static void undo_octal(char *s)
{
	char *to = s;

	for (; *s; s++, to++) {
		if (s[0] == '\\' && s[1] >= '0' && s[1] <= '3' && s[2] >= '0' && s[2] <= '7' &&
		    s[3] >= '0' && s[3] <= '7') {
			*to = (char)((s[1] - '0') << 6 | (s[2] - '0') << 3 | (s[3] - '0'));
			s += 3;
		} else {
			*to = *s;
		}
	}
	*to = '\0';
}

static bool is_below(const char *path, const char *folder, size_t n)
{
	return strncmp(path, folder, n) == 0 && (path[n] == '/' || !path[n] || n == 1);
}

static bool has_option(const char *options, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = options; (at = strstr(at, name)); at += n)
		if ((at == options || at[-1] == ',') && (!at[n] || at[n] == ','))
			return true;
	return false;
}

/* The last mount whose point is nearest above the path is the one in effect. */
static void os_linux_take_line(struct arena *mem, char *line, const char *path, size_t *longest,
			       struct disk_info *ret)
{
	char point[2048], options[512], type[64];
	const char *dash = strstr(line, " - ");
	size_t n;

	if (!dash || sscanf(line, "%*s %*s %*s %*s %2047s %511s", point, options) != 2 ||
	    sscanf(dash, " - %63s", type) != 1)
		return;
	undo_octal(point);
	n = strlen(point);
	if (n < *longest || !is_below(path, point, n))
		return;
	*longest = n;
	ret->type = arena_strdup(mem, type);
	ret->noexec = has_option(options, "noexec");
	ret->read_only = has_option(options, "ro");
}

void os_mount(struct arena *mem, const char *path, struct disk_info *ret)
{
	char *real = realpath(path, NULL);
	FILE *f = fopen("/proc/self/mountinfo", "re");
	size_t longest = 0, room = 0;
	char *line = NULL;

	while (f && real && getline(&line, &room, f) > 0)
		os_linux_take_line(mem, line, real, &longest, ret);
	free(line);
	free(real);
	if (f)
		fclose(f);
}

/* Without /proc (a bare chroot), by the name we were started by: getauxval(3). */
static const char *started_as(struct arena *mem)
{
	const char *name = (const char *)getauxval(AT_EXECFN);
	char *real = name ? realpath(name, NULL) : NULL;
	const char *path = arena_strdup(mem, real ? real : "/proc/self/exe");

	free(real);
	return path;
}

const char *os_own_path(struct arena *mem)
{
	static const char self[] = "/proc/self/exe";
	const char *path = link_text(mem, self);

	/* Replaced meanwhile, as by an update: "... (deleted)"; the link leads to it all the same. */
	if (path && access(path, F_OK) != 0 && access(self, X_OK) == 0)
		return self;
	return path ? path : started_as(mem);
}

bool os_is_member(uid_t uid, gid_t gid)
{
	(void)uid;
	(void)gid;
	return false; /* the C library's lists are whole here */
}

bool os_has_attribute(const char *path, const char *name)
{
	return lgetxattr(path, name, NULL, 0) >= 0;
}

/* Attributes that only root may set, or that the file system makes by itself, are no loss to the
 * user; his own and the access control list are. */
static bool is_users(const char *name)
{
	return str_starts(name, "user.") || str_equal(name, "system.posix_acl_access");
}

static enum rc copy_one(int from, int to, const char *name, const char *path, struct err *e)
{
	char value[65536]; /* the kernel's own limit: XATTR_SIZE_MAX in linux/limits.h */
	ssize_t n = fgetxattr(from, name, value, sizeof(value));

	if (n >= 0 && fsetxattr(to, name, value, (size_t)n, 0) == 0)
		return RC_OK;
	if (!is_users(name))
		return RC_OK;
	return err_errno(e, _("keeping the attribute %s of %s"), name, path);
}

enum rc os_copy_attributes(int from, int to, const char *path, struct err *e)
{
	char names[65536]; /* XATTR_LIST_MAX */
	ssize_t n = flistxattr(from, names, sizeof(names));
	enum rc rc = RC_OK;

	if (n < 0 && errno != ENOTSUP)
		return err_errno(e, _("reading the attributes of %s"), path);
	/* A folder's default list was given to the new file; the old one may have had none. */
	(void)fremovexattr(to, "system.posix_acl_access");
	for (ssize_t i = 0; i < n && !rc; i += (ssize_t)strlen(names + i) + 1)
		rc = copy_one(from, to, names + i, path, e);
	return rc;
}
#else
typedef int os_linux_is_not_here;
#endif
