/*
 * Vim, Neovim, Emacs, Helix and Zed: the lines of their settings that name a program of Go's by its place.
 * Those files are programs, or may be; so a text in quotation marks that is the path of gopls, dlv or go
 * counts, and nothing that is put together.
 *
 * golang/tools, gopls/doc/editor (what each is told); emacs-lsp/lsp-mode, clients/lsp-go.el;
 * helix-editor/helix, book/src/languages.md; zed-industries/zed, docs/src/environment.md.
 */
#include "facts/gather.h"

#include <string.h>

#include "base/i18n.h"

enum place { IN_HOME, IN_CONFIG, IN_PROJECT };

/* One place; a name that ends with "/" stands for all files in that folder with the ending. */
struct place_of {
	enum place in;
	const char *path, *ending;
};
/*
 * `comment` begins one; `quotes` are the signs around texts. `app`: what the desktop starts, where it gets
 * launchd's PATH on macOS. The others have what terminals have: Zed asks the login shell itself, MacVim and
 * Neovide are started by one, and the rest is started in a terminal.
 */
static const struct editor_row {
	const char *name, *comment, *quotes;
	const char *app, *path_word; /* in the settings: they see to PATH themselves */
	struct place_of places[10];
} rows[] = {
	{ .name = "Zed",
	  .comment = "//",
	  .quotes = "\"",
	  .places = { { IN_CONFIG, "zed/settings.json", NULL },
		      { IN_PROJECT, ".zed/settings.json", NULL } } },
	{ .name = "Helix",
	  .comment = "#",
	  .quotes = "\"'",
	  .places = { { IN_CONFIG, "helix/languages.toml", NULL },
		      { IN_PROJECT, ".helix/languages.toml", NULL } } },
	{ .name = "Neovim",
	  .comment = "--",
	  .quotes = "\"'",
	  .places = { { IN_CONFIG, "nvim/init.lua", NULL },
		      { IN_CONFIG, "nvim/lsp/", ".lua" },
		      { IN_CONFIG, "nvim/after/lsp/", ".lua" },
		      { IN_CONFIG, "nvim/lua/", ".lua" },
		      { IN_CONFIG, "nvim/lua/config/", ".lua" },
		      { IN_CONFIG, "nvim/lua/plugins/", ".lua" } } },
	{ .name = "Neovim",
	  .comment = "\"",
	  .quotes = "\"'",
	  .places = { { IN_CONFIG, "nvim/init.vim", NULL },
		      { IN_CONFIG, "nvim/coc-settings.json", NULL } } },
	{ .name = "Vim",
	  .comment = "\"",
	  .quotes = "\"'",
	  .places = { { IN_HOME, ".vimrc", NULL },
		      { IN_HOME, ".vim/vimrc", NULL },
		      { IN_CONFIG, "vim/vimrc", NULL },
		      { IN_HOME, ".vim/coc-settings.json", NULL } } },
	{ .name = "Emacs",
	  .comment = ";",
	  .quotes = "\"",
	  .app = "/Applications/Emacs.app",
	  .path_word = "exec-path",
	  .places = { { IN_HOME, ".emacs", NULL },
		      { IN_HOME, ".emacs.el", NULL },
		      { IN_HOME, ".emacs.d/init.el", NULL },
		      { IN_HOME, ".emacs.d/custom.el", NULL },
		      { IN_CONFIG, "emacs/init.el", NULL },
		      { IN_HOME, ".doom.d/config.el", NULL },
		      { IN_CONFIG, "doom/config.el", NULL },
		      { IN_HOME, ".spacemacs", NULL } } },
};

/* ---- lines ---- */

static bool is_of_go(const char *value)
{
	const char *name = path_name(value);

	if (value[0] != '/' && !str_starts(value, "~/"))
		return false;
	return str_equal(name, "gopls") || str_equal(name, "dlv") || str_ends(value, "/bin/go");
}

/* `"` in Vim begins a comment only where a command would begin. */
static bool begins_comment(const struct editor_row *row, const char *line, const char *at)
{
	if (!str_starts(at, row->comment))
		return false;
	return row->comment[0] != '"' || strspn(line, " \t") == (size_t)(at - line);
}

/* A text that another is joined to is part of a path: os.getenv("HOME") .. "/go/bin/gopls" */
static bool is_joined(const char *line, const char *quote)
{
	while (quote > line && strchr(" \t", quote[-1]))
		quote--;
	return quote > line && strchr(".+)\"'", quote[-1]);
}

static void read_line(struct gather *g, const struct editor_row *row,
		      const struct editor_file *file, int number, const char *line)
{
	for (const char *at = line; *at && !begins_comment(row, line, at); at++) {
		const char *end, *value;

		if (!strchr(row->quotes, *at))
			continue;
		end = strchr(at + 1, *at);
		if (!end)
			return;
		value = arena_strndup(g->mem, at + 1, (size_t)(end - at - 1));
		if (is_of_go(value) && !is_joined(line, at))
			editor_setting_add(g, (struct editor_setting){ .of = file,
								       .line = number,
								       .name = path_name(value),
								       .kind = EDITOR_PROGRAM,
								       .value = value });
		at = end;
	}
}

static void read_file(struct gather *g, const struct editor_row *row, struct editor_file *file)
{
	size_t at = 0, before = g->f->editors.settings.n;
	struct bytes line;
	int number = 0;

	while (next_line(file->file.content, &at, &line))
		read_line(g, row, file, ++number, arena_strndup(g->mem, line.at, line.n));
	if (g->f->editors.settings.n == before)
		return;
	file->file.writable = false;
	file->file.why_not = _("goready edits only the settings of VS Code's family");
	list_push(g->mem, &g->f->editors.files, file);
}

/* ---- files ---- */

static void look_at(struct gather *g, const struct editor_row *row, const char *path, enum place in,
		    struct desktop_editor *desktop)
{
	struct editor_file *file = editor_file_at(g, row->name, path);

	if (!file || file->unreadable)
		return;
	file->of_project = in == IN_PROJECT;
	read_file(g, row, file);
	if (!desktop->file)
		desktop->file = path;
	desktop->sets_path |= row->path_word && strstr(arena_strndup(g->mem, file->file.content.at,
								     file->file.content.n),
						       row->path_word);
}

static void look_into(struct gather *g, const struct editor_row *row, const char *folder,
		      const struct place_of *place, struct desktop_editor *desktop)
{
	struct dir_entries entries = { 0 };

	if (!host_is_folder(g->host, folder) ||
	    g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n && i < 60; i++)
		if (str_ends(entries.at[i].name, place->ending))
			look_at(g, row, path_join(g->mem, folder, entries.at[i].name), place->in,
				desktop);
}

static void look_at_row(struct gather *g, const struct editor_row *row)
{
	const char *folders[] = { [IN_HOME] = g->f->places.home,
				  [IN_CONFIG] = g->f->places.config,
				  [IN_PROJECT] = g->f->project.folder };
	struct desktop_editor desktop = { .name = row->name, .app = row->app };

	for (const struct place_of *place = row->places; place->path; place++) {
		const char *path;

		if (!folders[place->in])
			continue;
		path = path_join(g->mem, folders[place->in], place->path);
		if (place->ending)
			look_into(g, row, path_bare(g->mem, path), place, &desktop);
		else
			look_at(g, row, path, place->in, &desktop);
	}
	if (row->app && desktop.file && g->f->machine.os == OS_DARWIN &&
	    host_exists(g->host, row->app))
		list_push(g->mem, &g->f->editors.desktop, desktop);
}

void gather_editor_lines(struct gather *g)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		look_at_row(g, &rows[i]);
}
