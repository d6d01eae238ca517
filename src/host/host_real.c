/* This machine: looking. Headers of programs are read in host_binary.c, changes made in host_write.c, programs run
 * in process.c. */
#include "host/host_real.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/i18n.h"
#include "host/os.h"

extern char **environ;

static enum rc real_system(struct host *h, struct arena *mem, struct system_info *ret,
			   struct err *e)
{
	struct system_info info = { .os = h->os, .memory = os_memory(), .uid = getuid() };
	const struct passwd *user = getpwuid(info.uid);
	struct utsname name;

	if (uname(&name) != 0)
		return err_errno(e, _("asking for the system's name"));
	info.kernel = arena_strdup(mem, name.release);
	info.machine = arena_strdup(mem, name.machine);
	info.processors = (int)sysconf(_SC_NPROCESSORS_ONLN);
	if (user) {
		info.passwd_shell = arena_strdup(mem, user->pw_shell);
		info.user = arena_strdup(mem, user->pw_name);
	}
	*ret = info;
	return RC_OK;
}

static const char *real_getenv(struct host *h, const char *name)
{
	(void)h;
	return getenv(name);
}

static struct names real_environ(struct host *h, struct arena *mem)
{
	struct names all = { 0 };

	(void)h;
	for (char **at = environ; at && *at; at++)
		list_push(mem, &all, arena_strdup(mem, *at));
	return all;
}

static enum file_type type_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return FILE_REGULAR;
	if (S_ISDIR(mode))
		return FILE_FOLDER;
	if (S_ISLNK(mode))
		return FILE_LINK;
	return FILE_OTHER;
}

static const char *link_target(struct arena *mem, const char *path)
{
	char text[PATH_MAX];
	ssize_t n = readlink(path, text, sizeof(text));

	return n >= 0 ? arena_strndup(mem, text, (size_t)n) : NULL;
}

/* What is not there, or cannot be there because a parent is a file, is FILE_NONE and no error. */
static enum rc info_of(struct arena *mem, const char *path, bool follow, struct file_info *ret,
		       struct err *e)
{
	struct stat st;

	if ((follow ? stat(path, &st) : lstat(path, &st)) != 0) {
		if (errno != ENOENT && errno != ENOTDIR && !(follow && errno == ELOOP))
			return err_errno(e, _("looking at %s"), path);
		*ret = (struct file_info){ .type = FILE_NONE };
		return RC_OK;
	}
	*ret = (struct file_info){
		.type = type_of_mode(st.st_mode),
		.mode = st.st_mode & 07777,
		.uid = st.st_uid,
		.gid = st.st_gid,
		.size = (uint64_t)st.st_size,
		.inode = (uint64_t)st.st_ino,
		.names = (unsigned)st.st_nlink,
		.device = (uint64_t)st.st_dev,
		.changed = (int64_t)st.st_mtime,
	};
	if (ret->type == FILE_LINK)
		ret->target = link_target(mem, path);
	return RC_OK;
}

static enum rc real_lstat(struct host *h, struct arena *mem, const char *path,
			  struct file_info *ret, struct err *e)
{
	(void)h;
	return info_of(mem, path, false, ret, e);
}

static enum rc real_stat(struct host *h, struct arena *mem, const char *path, struct file_info *ret,
			 struct err *e)
{
	(void)h;
	return info_of(mem, path, true, ret, e);
}

/* Devices and pipes are refused before they are opened for good: they could block for ever. */
enum rc real_open_regular(const char *path, int *ret_fd, uint64_t *ret_size, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	if (fd < 0)
		return err_errno(e, _("opening %s"), path);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return err_set(e, RC_IO, _("%s is not a regular file"), path);
	}
	*ret_fd = fd;
	*ret_size = (uint64_t)st.st_size;
	return RC_OK;
}

static enum rc read_some(int fd, const char *path, size_t most, struct str *s, struct err *e)
{
	char buffer[16384];

	for (;;) {
		ssize_t n = read(fd, buffer, sizeof(buffer));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(e, _("reading %s"), path);
		if (n == 0)
			return RC_OK;
		if (s->n + (size_t)n > most)
			return err_set(e, RC_LIMIT, _("%s is larger than %zu bytes"), path, most);
		str_add_bytes(s, buffer, (size_t)n);
	}
}

/* Files of /proc say their size is 0, so the size is not asked but for a quick refusal. */
static enum rc real_read(struct host *h, struct arena *mem, const char *path, size_t most,
			 struct bytes *ret, struct err *e)
{
	struct str s = { .mem = mem };
	uint64_t size = 0;
	int fd = -1;
	enum rc rc = real_open_regular(path, &fd, &size, e);

	(void)h;
	if (rc)
		return rc;
	if (size > most)
		rc = err_set(e, RC_LIMIT, _("%s is larger than %zu bytes"), path, most);
	else
		rc = read_some(fd, path, most, &s, e);
	close(fd);
	if (!rc)
		*ret = str_bytes(&s);
	return rc;
}

static enum file_type type_of_entry(DIR *dir, const struct dirent *entry)
{
	struct stat st;

	switch (entry->d_type) {
	case DT_REG:
		return FILE_REGULAR;
	case DT_DIR:
		return FILE_FOLDER;
	case DT_LNK:
		return FILE_LINK;
	case DT_UNKNOWN: /* some file systems don't say */
		break;
	default:
		return FILE_OTHER;
	}
	if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return FILE_OTHER;
	return type_of_mode(st.st_mode);
}

static enum rc real_list(struct host *h, struct arena *mem, const char *path,
			 struct dir_entries *ret, struct err *e)
{
	struct dir_entries all = { 0 };
	DIR *dir = opendir(path);
	struct dirent *entry;

	(void)h;
	if (!dir)
		return err_errno(e, _("listing %s"), path);
	while (errno = 0, (entry = readdir(dir))) {
		struct dir_entry *found;

		if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
			continue;
		found = list_add(mem, &all);
		found->name = arena_strdup(mem, entry->d_name);
		found->type = type_of_entry(dir, entry);
	}
	if (errno) {
		enum rc rc = err_errno(e, _("listing %s"), path);

		closedir(dir);
		return rc;
	}
	closedir(dir);
	dir_entries_sort(&all);
	*ret = all;
	return RC_OK;
}

static enum rc real_realpath(struct host *h, struct arena *mem, const char *path, const char **ret,
			     struct err *e)
{
	char *real = realpath(path, NULL);

	(void)h;
	if (!real)
		return err_errno(e, _("resolving %s"), path);
	*ret = arena_strdup(mem, real);
	free(real);
	return RC_OK;
}

static bool real_may(struct host *h, const char *path, int mode)
{
	(void)h;
	return access(path, mode) == 0;
}

static const char *nearest_existing(struct arena *mem, const char *path)
{
	struct stat st;

	while (stat(path, &st) != 0 && !str_equal(path, "/") && !str_equal(path, "."))
		path = path_folder(mem, path);
	return path;
}

static enum rc real_disk(struct host *h, struct arena *mem, const char *path, struct disk_info *ret,
			 struct err *e)
{
	struct disk_info info = { 0 };
	struct statvfs st;

	(void)h;
	path = nearest_existing(mem, path);
	if (statvfs(path, &st) != 0)
		return err_errno(e, _("asking for the free space at %s"), path);
	info.free_bytes = (uint64_t)st.f_bavail * st.f_frsize;
	os_mount(mem, path, &info);
	if (st.f_flag & ST_RDONLY)
		info.read_only = true;
	*ret = info;
	return RC_OK;
}

static const char *real_sysctl(struct host *h, struct arena *mem, const char *name)
{
	(void)h;
	return os_sysctl(mem, name);
}

static enum rc real_process(struct host *h, struct arena *mem, pid_t pid, struct process *ret,
			    struct err *e)
{
	(void)h;
	return os_process(mem, pid ? pid : getpid(), ret, e);
}

static bool real_has_xattr(struct host *h, const char *path, const char *name)
{
	(void)h;
	return os_has_attribute(path, name);
}

static bool is_own_group(gid_t gid)
{
	gid_t all[1024];
	int n = getgroups((int)(sizeof(all) / sizeof(all[0])), all);

	for (int i = 0; i < n; i++)
		if (all[i] == gid)
			return true;
	return gid == getgid() || gid == getegid();
}

/* macOS gives a process only sixteen of its groups (getgroups(2)), so the group is asked for its
 * members too. */
static bool real_in_group(struct host *h, const char *name)
{
	const struct group *group = getgrnam(name);
	const struct passwd *user;

	(void)h;
	if (!group)
		return false;
	if (is_own_group(group->gr_gid))
		return true;
	if (os_is_member(getuid(), group->gr_gid))
		return true;
	user = getpwuid(getuid());
	for (char **member = group->gr_mem; user && *member; member++)
		if (str_equal(*member, user->pw_name))
			return true;
	return false;
}

static enum rc real_run(struct host *h, struct arena *mem, const struct command *command,
			struct command_result *ret, struct err *e)
{
	(void)h;
	return process_run(mem, command, ret, e);
}

static void real_run_jobs(struct host *h, struct arena *mem, const struct jobs *jobs)
{
	(void)h;
	process_run_jobs(mem, jobs);
}

static time_t real_now(struct host *h)
{
	(void)h;
	return time(NULL);
}

struct host *host_real(void)
{
	static struct host host = {
		.system = real_system,
		.getenv = real_getenv,
		.environ = real_environ,
		.lstat = real_lstat,
		.stat = real_stat,
		.read = real_read,
		.list = real_list,
		.realpath = real_realpath,
		.may = real_may,
		.binary = real_binary,
		.disk = real_disk,
		.sysctl = real_sysctl,
		.process = real_process,
		.has_xattr = real_has_xattr,
		.in_group = real_in_group,
		.run = real_run,
		.run_jobs = real_run_jobs,
		.now = real_now,
		.replace = real_replace,
		.link = real_link,
		.make_folder = real_make_folder,
		.rename = real_rename,
		.remove_file = real_remove_file,
		.remove_folder = real_remove_folder,
		.chmod = real_chmod,
	};

	host.os = os_this();
	return &host;
}

const char *host_own_path(struct arena *mem)
{
	return os_own_path(mem);
}
