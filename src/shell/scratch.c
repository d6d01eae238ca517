/* Copies of start files in a temp folder. */
#include "shell/scratch.h"

#include "base/descriptor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/list.h"
#include "base/temp_folder.h"

enum rc scratch_open(struct arena *mem, const char *tmp, const char **ret_folder, struct err *e)
{
	enum rc rc = access(tmp, F_OK) ? scratch_folder(mem, "/", tmp + 1, e) : RC_OK;

	return rc ? rc : temp_folder_make(mem, tmp, TEMP_SHELLS, ret_folder, e);
}

enum rc scratch_folder(struct arena *mem, const char *folder, const char *name, struct err *e)
{
	struct names parts = str_split(mem, name, '/');
	const char *path = folder;

	for (size_t i = 0; i < parts.n; i++) {
		path = path_join(mem, path, parts.at[i]);
		if (mkdir(path, 0700) && errno != EEXIST)
			return err_errno(e, _("making %s"), path);
	}
	return RC_OK;
}

enum rc scratch_write(struct arena *mem, const char *folder, const char *name, struct bytes content,
		      struct err *e)
{
	const char *path = path_join(mem, folder, name);
	enum rc rc;
	int fd;

	rc = scratch_folder(mem, folder, path_folder(mem, name), e);
	if (rc)
		return rc;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return err_errno(e, _("writing %s"), path);
	rc = fd_write_all(fd, content.at, content.n) ? RC_OK : RC_IO;
	if (close(fd) || rc)
		return err_errno(e, _("writing %s"), path);
	return RC_OK;
}

void scratch_link(struct arena *mem, const char *folder, const char *name, const char *target)
{
	(void)!symlink(target, path_join(mem, folder, name));
}

struct copying {
	struct arena *mem;
	int files;
	size_t bytes;
};

static void copy_file(struct copying *c, const char *from, const char *folder, const char *name)
{
	struct stat st;
	char *data;
	ssize_t n;
	int fd = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && c->files < 2000 &&
	    c->bytes + (size_t)st.st_size < (size_t)16 << 20) {
		data = arena_alloc(c->mem, (size_t)st.st_size + 1);
		n = read(fd, data, (size_t)st.st_size);
		if (n >= 0 && scratch_write(c->mem, folder, name, (struct bytes){ data, (size_t)n },
					    NULL) == RC_OK)
			c->bytes += (size_t)n;
		c->files++;
	}
	close(fd);
}

static void copy_tree(struct copying *c, const char *from, const char *to, int depth)
{
	DIR *dir = depth < 8 ? opendir(from) : NULL;
	struct dirent *entry;

	if (!dir)
		return;
	(void)mkdir(to, 0700);
	while ((entry = readdir(dir))) {
		const char *path = path_join(c->mem, from, entry->d_name);
		struct stat st;

		if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, "..") ||
		    stat(path, &st))
			continue;
		if (S_ISDIR(st.st_mode))
			copy_tree(c, path, path_join(c->mem, to, entry->d_name), depth + 1);
		else
			copy_file(c, path, to, entry->d_name);
	}
	closedir(dir);
}

void scratch_copy(struct arena *mem, const char *from, const char *to)
{
	struct copying c = { .mem = mem };

	copy_tree(&c, from, to, 0);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void scratch_remove(const char *folder)
{
	(void)nftw(folder, remove_one, 16, FTW_PHYS | FTW_DEPTH);
}
