/*
 * GoLand, and IntelliJ IDEA with its Go plugin: the list of Gos it has, and which of them a project uses.
 * Read only: the program writes these files itself while it runs.
 *
 * jetbrains.com/help/go/directories-used-by-the-ide-to-store-settings-caches-plugins-and-logs.html (places);
 * options/go.sdk.xml holds a component GoSdkList with an option for each, .idea/workspace.xml and
 * options/project.default.xml a component GOROOT with a url; $USER_HOME$ and $PROJECT_DIR$ are its words.
 */
#include "facts/gather.h"

#include <string.h>

#include "base/i18n.h"

/* The newest version of each counts: others are left behind by updates. */
static const struct ide {
	const char *name, *folder; /* what its settings' folder begins with */
} ides[] = {
	{ "GoLand", "GoLand" },
	{ "IntelliJ IDEA", "IntelliJIdea" },
};

/* ---- XML, as these programs write it: tags with attributes, comments ---- */

struct tag {
	const char *text; /* between < and > */
	int line;
};

/* Where one is in a file. */
struct place {
	const char *at;
	int line;
};

static void go_to(struct place *p, const char *to)
{
	for (; p->at < to; p->at++)
		p->line += *p->at == '\n';
}

/* The next tag behind *p; comments are passed over. */
static bool next_tag(struct arena *mem, struct place *p, struct tag *ret)
{
	const char *open, *close;

	for (;;) {
		open = strchr(p->at, '<');
		if (!open)
			return false;
		if (!str_starts(open, "<!--"))
			break;
		close = strstr(open, "-->");
		if (!close)
			return false;
		go_to(p, close);
	}
	close = strchr(open, '>');
	if (!close)
		return false;
	go_to(p, open);
	*ret = (struct tag){ arena_strndup(mem, open + 1, (size_t)(close - open - 1)), p->line };
	go_to(p, close);
	return true;
}

/* &amp; and its like; others stay as they are. */
static const char *without_entities(struct arena *mem, const char *text)
{
	static const struct {
		const char *name, *sign;
	} entities[] = { { "&amp;", "&" },
			 { "&lt;", "<" },
			 { "&gt;", ">" },
			 { "&quot;", "\"" },
			 { "&apos;", "'" } };
	struct str s = { .mem = mem };
	size_t n = sizeof(entities) / sizeof(entities[0]);

	while (*text) {
		size_t i = 0;

		while (i < n && !str_starts(text, entities[i].name))
			i++;
		if (i == n)
			str_add_char(&s, *text);
		else
			str_add(&s, entities[i].sign);
		text += i == n ? 1 : strlen(entities[i].name);
	}
	return str_text(&s);
}

/* NULL: the tag has none of that name. */
static const char *attribute(struct arena *mem, const struct tag *tag, const char *name)
{
	const char *at = tag->text, *end;

	while ((at = strstr(at, name))) {
		const char *value = at + strlen(name);

		value += strspn(value, " \t\r\n");
		if (at > tag->text && strchr(" \t\r\n", at[-1]) && *value == '=') {
			value += 1 + strspn(value + 1, " \t\r\n");
			end = *value == '"' || *value == '\'' ? strchr(value + 1, *value) : NULL;
			return end ? without_entities(mem, arena_strndup(mem, value + 1,
									 (size_t)(end - value - 1)))
				   : NULL;
		}
		at++;
	}
	return NULL;
}

/* ---- what they say ---- */

/* Its words replaced; NULL: another machine's, or a word that only the program knows. */
static const char *real_path(struct gather *g, const char *value)
{
	const char *home = g->f->places.home, *project = g->f->project.folder;

	if (str_starts(value, "file://"))
		value += strlen("file://");
	if (str_starts(value, "$USER_HOME$"))
		value = arena_fmt(g->mem, "%s%s", home, value + strlen("$USER_HOME$"));
	else if (project && str_starts(value, "$PROJECT_DIR$"))
		value = arena_fmt(g->mem, "%s%s", project, value + strlen("$PROJECT_DIR$"));
	if (!path_is_absolute(value) || str_starts(value, "//") || strchr(value, '$'))
		return NULL;
	return path_bare(g->mem, value);
}

static void add(struct gather *g, const struct editor_file *file, const struct tag *tag,
		enum editor_value kind, const char *value)
{
	const char *path = value && *value ? real_path(g, value) : NULL;

	if (path)
		editor_setting_add(g, (struct editor_setting){ .of = file,
							       .line = tag->line,
							       .name = "GOROOT",
							       .kind = kind,
							       .value = path });
}

static void read_tags(struct gather *g, const struct editor_file *file)
{
	struct place place = { arena_strndup(g->mem, file->file.content.at, file->file.content.n),
			       1 };
	bool in_list = false;
	struct tag tag;

	while (next_tag(g->mem, &place, &tag)) {
		const char *name = attribute(g->mem, &tag, "name");

		if (str_starts(tag.text, "component"))
			in_list = str_equal(name, "GoSdkList");
		else if (str_starts(tag.text, "/component"))
			in_list = false;
		if (str_starts(tag.text, "component") && str_equal(name, "GOROOT"))
			add(g, file, &tag, EDITOR_GOROOT, attribute(g->mem, &tag, "url"));
		else if (in_list && str_starts(tag.text, "option"))
			add(g, file, &tag, EDITOR_SDK, attribute(g->mem, &tag, "value"));
	}
}

static void look_at(struct gather *g, const char *editor, const char *path, bool of_project)
{
	struct editor_file *file = editor_file_at(g, editor, path);

	if (!file || file->unreadable)
		return;
	file->of_project = of_project;
	file->file.writable = false;
	file->file.why_not = _("GoLand writes it itself; change it there: Settings > Go > GOROOT");
	list_push(g->mem, &g->f->editors.files, file);
	read_tags(g, file);
}

/* ---- where they are ---- */

static const char *newest_of(struct gather *g, const char *folder, const struct ide *ide)
{
	struct dir_entries entries = { 0 };
	const char *newest = NULL;
	size_t n = strlen(ide->folder);

	if (g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return NULL;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;

		if (str_starts(name, ide->folder) && strspn(name + n, "0123456789.") &&
		    (!newest || version_compare(name + n, newest + n) > 0))
			newest = name;
	}
	return newest ? path_join(g->mem, folder, newest) : NULL;
}

void gather_goland(struct gather *g)
{
	const char *folder = g->f->machine.os == OS_DARWIN
				     ? path_join(g->mem, g->f->places.home,
						 "Library/Application Support/JetBrains")
				     : path_join(g->mem, g->f->places.config, "JetBrains");

	for (size_t i = 0; host_is_folder(g->host, folder) && i < sizeof(ides) / sizeof(ides[0]);
	     i++) {
		const char *options = newest_of(g, folder, &ides[i]);

		if (!options)
			continue;
		look_at(g, ides[i].name, path_join(g->mem, options, "options/go.sdk.xml"), false);
		look_at(g, ides[i].name, path_join(g->mem, options, "options/project.default.xml"),
			false);
	}
	if (g->f->project.folder)
		look_at(g, "GoLand", path_join(g->mem, g->f->project.folder, ".idea/workspace.xml"),
			true);
}
