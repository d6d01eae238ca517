/*
 * The PATH that macOS itself gives: path_helper's, which every login shell runs (/etc/zprofile,
 * /etc/profile), and launchd's, which programs started from the Dock get.
 *
 * path_helper puts the lines of /etc/paths first, then those of the files in /etc/paths.d, then
 * what PATH was; of equal ones the first stays (apple-oss-distributions/shell_cmds,
 * path_helper.c). So whatever was in front of PATH before comes behind the system's folders.
 */
#include "facts/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/text_table.h"

/* path_helper compares the lines as text. */
static void add_once(struct arena *mem, struct text_table *seen, struct names *to,
		     const char *folder)
{
	if (*folder && text_table_add(mem, seen, folder, 0))
		list_push(mem, to, folder);
}

static void add_lines(struct gather *g, const char *path, struct text_table *seen, struct names *to)
{
	struct bytes text, line;
	size_t at = 0;

	if (!gather_read(g, path, 64 << 10, &text))
		return;
	while (next_line(text, &at, &line))
		add_once(g->mem, seen, to, arena_strndup(g->mem, line.at, line.n));
}

/* Files whose names begin with a number come in the numbers' order, before the others. */
static int by_number_and_name(const void *a, const void *b)
{
	const char *x = ((const struct dir_entry *)a)->name,
		   *y = ((const struct dir_entry *)b)->name;
	bool digit_x = *x >= '0' && *x <= '9', digit_y = *y >= '0' && *y <= '9';
	long n = digit_x ? strtol(x, NULL, 10) : 0, m = digit_y ? strtol(y, NULL, 10) : 0;

	if (digit_x != digit_y)
		return digit_x ? -1 : 1;
	return n != m ? (n < m ? -1 : 1) : strcmp(x, y);
}

struct names path_helper_result(struct gather *g, const struct names *inherited)
{
	const struct names *first = &g->f->path.paths_d;
	struct text_table seen = { 0 };
	struct names result = { 0 };

	for (size_t i = 0; i < first->n; i++)
		add_once(g->mem, &seen, &result, first->at[i]);
	for (size_t i = 0; i < inherited->n; i++)
		add_once(g->mem, &seen, &result, inherited->at[i]);
	return result;
}

static void read_paths_d(struct gather *g)
{
	struct names *to = &g->f->path.paths_d;
	struct dir_entries files = { 0 };
	struct text_table seen = { 0 };

	add_lines(g, "/etc/paths", &seen, to);
	if (g->host->list(g->host, g->mem, "/etc/paths.d", &files, NULL) != RC_OK)
		return;
	if (files.n)
		qsort(files.at, files.n, sizeof(files.at[0]), by_number_and_name);
	for (size_t i = 0; i < files.n; i++)
		if (files.at[i].type != FILE_FOLDER && files.at[i].name[0] != '.')
			add_lines(g, path_join(g->mem, "/etc/paths.d", files.at[i].name), &seen,
				  to);
}

/* `launchctl config user path` and `launchctl setenv` change it (launchctl(1)); else it is what
 * launchd gives everything it starts. */
static void find_launchd(struct gather *g)
{
	struct names env = gather_scrubbed_env(g);
	struct command command = { .env = &env, .seconds = 5, .most = 16384 };
	struct command_result result = { 0 };
	const char *text = "";

	list_push(g->mem, &command.argv, "/bin/launchctl");
	list_push(g->mem, &command.argv, "getenv");
	list_push(g->mem, &command.argv, "PATH");
	if (g->host->run(g->host, g->mem, &command, &result, NULL) == RC_OK && !result.status)
		text = str_trim(g->mem, arena_strndup(g->mem, result.out.at, result.out.n));
	g->f->path.launchd = str_split(g->mem, *text ? text : "/usr/bin:/bin:/usr/sbin:/sbin", ':');
}

void gather_paths_d(struct gather *g)
{
	struct names here;

	if (g->f->machine.os != OS_DARWIN)
		return;
	here = str_split(g->mem, g->host->getenv(g->host, "PATH"), ':');
	read_paths_d(g);
	find_launchd(g);
	g->f->path.path_helper = path_helper_result(g, &here);
}
