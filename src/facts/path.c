/* PATH entry by entry: this process's, and what new shells have otherwise. */
#include "facts/gather.h"

#include <string.h>

#include "base/text_table.h"

/* Bytes nobody means to have in a folder's name: control characters (CR of Windows files), and the
 * UTF-8 of what word processors and input methods put in the place of ASCII. */
static int find_bad_byte(const char *s)
{
	static const char *const bad[] = {
		"\xC2\xA0",     /* no-break space */
		"\xE2\x80\x8B", /* zero-width space */
		"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D", /* curly quotes */
		"\xE3\x80\x80", /* ideographic space */
		"\xEF\xBC\x9A", /* full-width colon */
		"\xEF\xBC\x8F", /* full-width slash */
		"\xEF\xBC\x8C", /* full-width comma */
		"\xEF\xBC\x9B", /* full-width semicolon */
		"\xEF\xBC\x84", /* full-width dollar */
		"\xEF\xBB\xBF", /* byte order mark */
	};

	for (size_t i = 0; s[i]; i++) {
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f || s[i] == '"')
			return (int)i;
		for (size_t k = 0; k < sizeof(bad) / sizeof(bad[0]); k++)
			if (str_starts(s + i, bad[k]))
				return (int)i;
	}
	return -1;
}

/* Under WSL drives are mounted at /mnt/c and so on. */
static bool is_windows(const struct gather *g, const char *path)
{
	return g->f->machine.wsl && str_starts(path, "/mnt/") && path[5] >= 'a' && path[5] <= 'z' &&
	       (path[6] == '/' || !path[6]);
}

/* "/home/ann" of /home/ann/go/bin, where there is no such home: its length; 0. Root's is on every machine. */
static size_t gone_home(const struct gather *g, const char *text)
{
	static const char *const above[] = { "/home/", "/Users/" };

	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++) {
		size_t n = strlen(above[i]);
		const char *end = str_starts(text, above[i]) ? strchr(text + n, '/') : NULL;

		if (end && !path_is_within(text, g->f->places.home) &&
		    !host_is_folder(g->host, arena_strndup(g->mem, text, (size_t)(end - text))))
			return (size_t)(end - text);
	}
	return 0;
}

/* What its text alone says, and the home that it names. */
static struct path_entry entry_of(const struct gather *g, const char *text)
{
	struct path_entry e = { .text = text,
				.empty = !*text,
				.tilde = text[0] == '~',
				.bad_byte = find_bad_byte(text),
				.windows = is_windows(g, text),
				.gone_home = gone_home(g, text),
				.duplicate_of = -1 };

	e.relative = !e.empty && !e.tilde && text[0] != '/';
	return e;
}

static void add_entry(struct gather *g, struct text_table *seen, const char *text)
{
	int index = (int)g->f->path.entries.n;
	struct path_entry *e = list_add(g->mem, &g->f->path.entries);
	const char *bare = path_bare(g->mem, text);
	struct file_info info = { 0 };

	*e = entry_of(g, text);
	if (!text_table_add(g->mem, seen, bare, index) && !e->empty)
		e->duplicate_of = text_table_find(seen, bare);
	if (text[0] != '/' || g->host->stat(g->host, g->mem, text, &info, NULL) != RC_OK)
		return;
	e->exists = info.type != FILE_NONE;
	e->is_folder = info.type == FILE_FOLDER;
}

static int index_in(const struct names *names, const char *folder)
{
	for (size_t i = 0; i < names->n; i++)
		if (path_equal(names->at[i], folder))
			return (int)i;
	return -1;
}

int path_index_of(const struct facts *f, const char *folder)
{
	for (size_t i = 0; i < f->path.entries.n; i++)
		if (path_equal(f->path.entries.at[i].text, folder))
			return (int)i;
	return -1;
}

int new_shell_index_of(const struct facts *f, const char *folder)
{
	return index_in(&f->path.new_shell, folder);
}

void path_compare_new_shell(struct gather *g)
{
	struct path_facts *p = &g->f->path;
	struct path_facts was = *p;
	struct text_table here = { 0 }, there = { 0 };

	for (size_t i = 0; i < p->entries.n; i++)
		text_table_add(g->mem, &here, path_bare(g->mem, p->entries.at[i].text), (int)i);
	for (size_t i = 0; i < p->new_shell.n; i++)
		text_table_add(g->mem, &there, path_bare(g->mem, p->new_shell.at[i]), (int)i);
	memset(&p->new_entries, 0, sizeof(p->new_entries));
	for (size_t i = 0; i < p->new_shell.n; i++)
		if (text_table_find(&here, path_bare(g->mem, p->new_shell.at[i])) < 0)
			list_push(g->mem, &p->new_entries, entry_of(g, p->new_shell.at[i]));
	if (!p->new_shell_asked)
		return;
	memset(&p->entries, 0, sizeof(p->entries)); /* older facts share them */
	for (size_t i = 0; i < was.entries.n; i++) {
		struct path_entry entry = was.entries.at[i];

		entry.old = text_table_find(&there, path_bare(g->mem, entry.text)) < 0;
		list_push(g->mem, &p->entries, entry);
	}
}

void gather_path(struct gather *g)
{
	struct path_facts *p = &g->f->path;
	const char *text = g->host->getenv(g->host, "PATH");
	struct text_table seen = { 0 };
	struct names parts;

	p->set = text != NULL;
	p->text = text;
	parts = str_split(g->mem, text, ':');
	for (size_t i = 0; i < parts.n; i++)
		add_entry(g, &seen, parts.at[i]);
	path_find_new_shell(g);
	path_compare_new_shell(g);
}
