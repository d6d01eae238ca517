/*
 * The file whose toolchain line go obeys in a folder: go.work before go.mod (cmd/go/internal/toolchain,
 * modGoToolchain). The line itself is looked at here only where it is to be written.
 */
#include "facts/gather.h"

#include <string.h>

#include "shell/start_files.h"

/* As go looks for it: what GOWORK names, else here and in the folders above (cmd/go/internal/modload,
 * FindGoWork). NULL: none is in effect. */
const char *toolchain_work_file(struct gather *g, const char *folder)
{
	const char *named = facts_setting_value(g->f, "GOWORK");

	if (str_equal(named, "off"))
		return NULL;
	if (path_is_absolute(named)) /* one that is not there: go goes by go.mod */
		return gather_is_file(g, named) ? named : NULL;
	for (int i = 0; i < 64; i++) {
		const char *path = path_join(g->mem, folder, "go.work");

		if (gather_is_file(g, path))
			return path;
		if (str_equal(folder, "/"))
			return NULL;
		folder = path_folder(g->mem, folder);
	}
	return NULL;
}

static struct toolchain_line *line_of(struct toolchain_file *t, struct arena *mem,
				      const char *directive)
{
	static const struct {
		const char *word;
		size_t offset;
	} known[] = { { "module", offsetof(struct toolchain_file, module) },
		      { "go", offsetof(struct toolchain_file, go) },
		      { "toolchain", offsetof(struct toolchain_file, toolchain) } };
	const char *word = arena_strndup(mem, directive, strcspn(directive, " \t"));

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_equal(word, known[i].word))
			return (struct toolchain_line *)((char *)t + known[i].offset);
	return NULL;
}

static void read_lines(struct gather *g, struct toolchain_file *t)
{
	bool in_block = false;
	struct bytes line;
	size_t at = 0;

	for (int number = 1; next_line(t->file.content, &at, &line); number++) {
		const char *whole = arena_strndup(g->mem, line.at, line.n);
		const char *comment = strstr(whole, "//");
		size_t n = comment ? (size_t)(comment - whole) : strlen(whole);
		const char *text = str_trim(g->mem, arena_strndup(g->mem, whole, n));
		bool opens = !in_block && str_ends(text, "(");
		struct toolchain_line *found = in_block || opens ? NULL : line_of(t, g->mem, text);

		in_block = in_block ? !str_equal(text, ")") : opens;
		if (found && !found->number)
			*found = (struct toolchain_line){
				number, whole, str_trim(g->mem, text + strcspn(text, " \t"))
			};
	}
}

void gather_toolchain_file(struct gather *g, const char *folder)
{
	struct start_files look = { .mem = g->mem, .host = g->host, .uid = g->system.uid };
	struct toolchain_file *t = ARENA_NEW(g->mem, struct toolchain_file);
	const char *path = folder ? toolchain_work_file(g, folder) : NULL;

	t->folder = folder;
	t->is_work = path != NULL;
	g->f->project.toolchain_file = t;
	if (!path && g->f->project.folder)
		path = path_join(g->mem, g->f->project.folder, "go.mod");
	if (!path)
		return;
	t->file = (struct start_file){ .shell = SHELL_N, .name = path_name(path), .path = path };
	t->unreadable = !start_file_look(&look, &t->file);
	gather_stay_at_home(g, &t->file);
	if (!t->unreadable)
		read_lines(g, t);
}
