/* The files that a shell reads at its start: are they there, may they be written? */
#include "shell/start_files.h"

#include <unistd.h>

#include "base/i18n.h"

/* By the mode alone, for root may write everything: what an owner has closed stays closed. */
static bool mode_allows_writing(const struct start_files *s, const struct file_info *info)
{
	if (info->uid == s->uid)
		return info->mode & 0200;
	return (info->mode & 0022) != 0 && s->uid != 0;
}

static bool check_writable(struct start_files *s, const char *path, const char **ret_why)
{
	struct host *h = s->host;
	struct disk_info disk = { 0 };
	struct file_info info = { 0 };
	bool may = h->may(h, path, W_OK); /* no for root too, where the file system is read-only */

	if (str_starts(path, "/nix/store/")) {
		*ret_why = _("managed by Nix");
		return false;
	}
	if (!may && h->disk(h, s->mem, path, &disk, NULL) == RC_OK && disk.read_only) {
		*ret_why = _("on a read-only file system");
		return false;
	}
	if (h->stat(h, s->mem, path, &info, NULL) != RC_OK || info.type == FILE_NONE)
		return true;
	if (may && mode_allows_writing(s, &info))
		return true;
	*ret_why = info.uid == s->uid ? _("write-protected")
		   : info.uid == 0    ? _("belongs to root")
				      : _("belongs to another user");
	return false;
}

/* The nearest folder that is there: what a new file would be made in. */
static const char *existing_parent(struct start_files *s, const char *path)
{
	const char *folder = path_folder(s->mem, path);

	while (!host_is_folder(s->host, folder) && !str_equal(folder, "/"))
		folder = path_folder(s->mem, folder);
	return folder;
}

/* Nothing can be added to what is no file: `type` of what is there, or of what the link leads to. */
static const char *no_file(bool link, enum file_type type)
{
	switch (type) {
	case FILE_FOLDER:
		return link ? _("a link to a folder") : _("a folder");
	case FILE_OTHER:
		return link ? _("a link to a pipe or a device") : _("a pipe or a device");
	case FILE_NONE:
	case FILE_LINK:
	case FILE_REGULAR:
		break;
	}
	return _("a link that leads nowhere");
}

/* A larger one is no longer written by hand, and is left to whatever writes it. */
enum { MOST_START_FILE = 4 << 20 };

bool start_file_look(struct start_files *s, struct start_file *file)
{
	struct host *h = s->host;
	struct file_info target;

	if (h->lstat(h, s->mem, file->path, &file->info, NULL) != RC_OK)
		file->info = (struct file_info){ 0 };
	target = file->info;
	if (file->info.type == FILE_LINK) {
		if (h->realpath(h, s->mem, file->path, &file->target, NULL) != RC_OK)
			file->target = NULL;
		if (h->stat(h, s->mem, file->path, &target, NULL) != RC_OK)
			target = (struct file_info){ 0 };
	}
	if (target.type == FILE_REGULAR)
		file->exists = host_read_or_why(h, s->mem, file->path, MOST_START_FILE,
						&file->content, &file->why_not);
	file->mode = target.mode;
	if (file->info.type != FILE_NONE && target.type != FILE_REGULAR) {
		file->why_not = no_file(file->info.type == FILE_LINK, target.type);
		return false;
	}
	if (file->why_not) {
		file->exists = true; /* whatever is in it: nobody may take it for a new one */
		return false;
	}
	file->writable = check_writable(s,
					file->exists ? (file->target ? file->target : file->path)
						     : existing_parent(s, file->path),
					&file->why_not);
	return true;
}

void start_files_add(struct start_files *s, const char *folder, const char *name)
{
	start_files_add_named(s, name, path_join(s->mem, folder, name));
}

void start_files_add_named(struct start_files *s, const char *name, const char *path)
{
	struct start_file *file = list_add(s->mem, &s->shell->files);

	file->shell = s->shell->id;
	file->name = name;
	file->path = path;
	if (start_file_look(s, file) && file->exists)
		s->shell->has_start_file = true;
}

void start_files_add_unread(struct start_files *s, const char *folder, const char *name)
{
	struct start_file file = { .shell = s->shell->id,
				   .name = name,
				   .path = path_join(s->mem, folder, name) };

	for (size_t i = 0; i < s->shell->files.n; i++) {
		const struct start_file *read = &s->shell->files.at[i];

		if (str_equal(read->path, file.path) || str_equal(read->target, file.path))
			return;
	}
	if (host_is_file(s->host, file.path) && start_file_look(s, &file) && file.exists)
		list_push(s->mem, &s->shell->unread, file);
}

const struct start_file *start_file_named(const struct shell *shell, const char *name)
{
	for (size_t i = 0; i < shell->files.n; i++)
		if (str_equal(shell->files.at[i].name, name))
			return &shell->files.at[i];
	return NULL;
}
