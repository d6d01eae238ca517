/* sh(1): dash, ash, and whatever else a system calls sh. */
#include "shell/posix.h"

#include "shell/start_files.h"

static const char *folder(struct arena *mem, const struct shell_home *home)
{
	(void)mem;
	return home->home;
}

static void list_files(struct start_files *s)
{
	start_files_add(s, s->home.home, ".profile");
}

static const char *const system_files[] = { "/etc/profile", NULL };
static const struct block_file blocks[] = { { ".profile", 0, false, PLACE_END }, { 0 } };

static const char *const also[] = { "dash", "ash", NULL };

static void add_shellenv(struct str *out, const char *prefix, const char *home)
{
	posix_add_shellenv(out, "sh", prefix, home);
}

const struct shell_kind shell_sh = {
	.name = "sh",
	.also = also,
	.folder = folder,
	.list_files = list_files,
	.system_files = system_files,
	.linux_blocks = blocks,
	.mac_blocks = blocks,
	.lines = &posix_lines,
	.read_line = posix_read_line,
	.repair = posix_repair,
	.block_words = &posix_words,
	.add_folders = posix_add_folders,
	.add_shellenv = add_shellenv,
	.add_by_hand = posix_add_by_hand,
};
