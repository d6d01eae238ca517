/* What several parts need of a host, made of its own calls. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "host/host.h"
#include "host/host_real.h"

/* Answers that are thrown away at once need no more room than this. */
static struct arena *host_scratch(void)
{
	return arena_open("looking", (size_t)1 << 20);
}

/* What is there; FILE_NONE where that is nothing, or cannot be said. */
static enum file_type type_of(struct host *h, const char *path, bool follow)
{
	struct arena *mem = host_scratch();
	struct file_info info = { 0 };
	enum rc rc = (follow ? h->stat : h->lstat)(h, mem, path, &info, NULL);

	arena_close(mem);
	return rc ? FILE_NONE : info.type;
}

bool host_exists(struct host *h, const char *path)
{
	return type_of(h, path, false) != FILE_NONE;
}

bool host_is_folder(struct host *h, const char *path)
{
	return type_of(h, path, true) == FILE_FOLDER;
}

bool host_is_file(struct host *h, const char *path)
{
	return type_of(h, path, true) == FILE_REGULAR;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct dir_entry *)a)->name, ((const struct dir_entry *)b)->name);
}

void dir_entries_sort(struct dir_entries *entries)
{
	if (entries->n)
		qsort(entries->at, entries->n, sizeof(entries->at[0]), by_name);
}

const struct dir_entry *dir_entries_find(const struct dir_entries *sorted, const char *name)
{
	const struct dir_entry wanted = { .name = name };

	return sorted->n ? bsearch(&wanted, sorted->at, sorted->n, sizeof(wanted), by_name) : NULL;
}

const char *host_first_line(struct host *h, struct arena *mem, const char *path)
{
	struct bytes text;

	if (h->read(h, mem, path, 64 << 10, &text, NULL) != RC_OK || !text.n)
		return NULL;
	return str_trim(mem, arena_strndup(mem, text.at, strcspn(text.at, "\n")));
}

/* A group of the user's own (Debian, Fedora: same number) is nobody else. */
static bool others_may_rename(const struct file_info *info, unsigned uid)
{
	bool writable = (info->mode & 0002) || ((info->mode & 0020) && info->gid != uid);

	return writable && !(info->mode & 01000);
}

bool host_is_safe_from_others(struct host *h, const char *folder, unsigned uid)
{
	struct arena *mem = host_scratch();
	const char *at = NULL;
	bool safe = h->realpath(h, mem, folder, &at, NULL) == RC_OK;

	while (safe) {
		struct file_info info = { 0 };

		safe = h->stat(h, mem, at, &info, NULL) == RC_OK && info.type == FILE_FOLDER &&
		       (info.uid == 0 || info.uid == uid) && !others_may_rename(&info, uid);
		if (str_equal(at, "/"))
			break;
		at = path_folder(mem, at);
	}
	arena_close(mem);
	return safe;
}

enum rc host_make_folders(struct host *h, struct arena *mem, const char *path, mode_t mode,
			  enum rc (*before)(void *ctx, const char *path, struct err *), void *ctx,
			  struct err *e)
{
	struct file_info info = { 0 };
	enum rc rc = h->stat(h, mem, path, &info, e);

	if (rc)
		return rc;
	if (info.type == FILE_FOLDER)
		return RC_OK;
	if (info.type != FILE_NONE)
		return err_set(e, RC_EXISTS, _("%s is in the way: it is not a folder"), path);
	if (!str_equal(path_folder(mem, path), path))
		rc = host_make_folders(h, mem, path_folder(mem, path), mode, before, ctx, e);
	if (!rc && before)
		rc = before(ctx, path, e);
	if (!rc)
		rc = h->make_folder(h, path, mode, e);
	return rc;
}

static enum rc empty_folder(int parent, const char *name, const char *path, struct err *e);

static enum rc remove_entry(int folder, const struct dirent *entry, const char *path, struct err *e)
{
	struct stat st;
	enum rc rc;

	process_moment();
	if (fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return err_errno(e, _("looking at %s in %s"), entry->d_name, path);
	if (!S_ISDIR(st.st_mode)) {
		if (unlinkat(folder, entry->d_name, 0) != 0)
			return err_errno(e, _("removing %s in %s"), entry->d_name, path);
		return RC_OK;
	}
	rc = empty_folder(folder, entry->d_name, path, e);
	if (!rc && unlinkat(folder, entry->d_name, AT_REMOVEDIR) != 0)
		rc = err_errno(e, _("removing the folder %s in %s"), entry->d_name, path);
	return rc;
}

/* Go's module cache takes the right to write from its folders (cmd/go, modcacherw); whoever owns
 * one may still remove it. */
static enum rc empty_folder(int parent, const char *name, const char *path, struct err *e)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct dirent *entry;
	struct stat st;
	enum rc rc = RC_OK;
	size_t seen;
	DIR *dir;

	if (fd < 0)
		return err_errno(e, _("opening the folder %s in %s"), name, path);
	if (fstat(fd, &st) == 0 && (st.st_mode & 0700) != 0700)
		(void)fchmod(fd, st.st_mode | 0700);
	dir = fdopendir(fd);
	if (!dir) {
		close(fd);
		return err_errno(e, _("listing the folder %s in %s"), name, path);
	}
	do { /* some file systems skip names when others go meanwhile: look again until none is left
	      */
		seen = 0;
		rewinddir(dir);
		while (!rc && (entry = readdir(dir))) {
			if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
				continue;
			rc = remove_entry(dirfd(dir), entry, path, e);
			seen++;
		}
	} while (!rc && seen);
	closedir(dir);
	return rc;
}

/*
 * The inner files go without a sync each: a Go tree has 15,000, and after a crash a half removed
 * tree is removed again. The tree itself goes through the seam.
 */
enum rc host_remove_tree(struct host *h, struct arena *mem, const char *path, struct err *e)
{
	struct file_info info = { 0 };
	enum rc rc = h->lstat(h, mem, path, &info, e);

	if (rc || info.type == FILE_NONE)
		return rc;
	if (info.type != FILE_FOLDER)
		return h->remove_file(h, path, e);
	if (!h->captured)
		rc = empty_folder(AT_FDCWD, path, path, e);
	if (!rc)
		rc = h->remove_folder(h, path, e);
	return rc;
}

static bool is_program(struct host *h, struct arena *mem, const char *path)
{
	struct file_info info = { 0 };

	return h->stat(h, mem, path, &info, NULL) == RC_OK && info.type == FILE_REGULAR &&
	       h->may(h, path, X_OK);
}

/* Entries that are not absolute depend on the folder one is in, and give nothing here. */
const char *host_which(struct host *h, struct arena *mem, const char *path_text, const char *name)
{
	struct names entries = str_split(mem, path_text, ':');

	if (strchr(name, '/'))
		return is_program(h, mem, name) ? arena_strdup(mem, name) : NULL;
	for (size_t i = 0; i < entries.n; i++) {
		const char *path;

		if (entries.at[i][0] != '/')
			continue;
		path = path_join(mem, entries.at[i], name);
		if (is_program(h, mem, path))
			return path;
	}
	return NULL;
}

bool host_read_or_why(struct host *h, struct arena *mem, const char *path, size_t most,
		      struct bytes *ret, const char **ret_why)
{
	struct err e = { 0 };

	*ret_why = NULL;
	switch ((int)h->read(h, mem, path, most, ret, &e)) {
	case RC_OK:
		return true;
	case RC_NOT_FOUND:
		return false;
	case RC_LIMIT:
		*ret_why = arena_fmt(mem, _("larger than %s"), size_text(mem, most));
		return false;
	default:
		*ret_why = _("cannot be read");
		return false;
	}
}

static void run_in_turn(struct host *h, struct arena *mem, const struct jobs *jobs)
{
	struct command command = { 0 };
	void *job;

	while (jobs->next(jobs->ctx, &command, &job)) {
		struct command_result result = { 0 };
		bool tried = h->run(h, mem, &command, &result, NULL) == RC_OK;

		jobs->answered(jobs->ctx, job, tried ? &result : NULL);
		command = (struct command){ 0 };
	}
}

void host_run_jobs(struct host *h, struct arena *mem, const struct jobs *jobs)
{
	if (h->run_jobs)
		h->run_jobs(h, mem, jobs);
	else
		run_in_turn(h, mem, jobs);
}
