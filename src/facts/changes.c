/* Two looks at a machine, compared topic by topic: the system, tools, PATH, settings, start files. */
#include "facts/changes.h"

#include <string.h>

struct comparing {
	struct arena *mem;
	const struct facts *before, *now;
	struct changes changes;
};

const char *change_kind_name(enum change_kind kind)
{
	static const char *const names[] = { [CHANGE_SYSTEM] = "system",
					     [CHANGE_TOOL] = "tool",
					     [CHANGE_PATH] = "path",
					     [CHANGE_SETTING] = "setting",
					     [CHANGE_LINE] = "line" };

	return names[kind];
}

static const char *shown(const struct comparing *c, const char *path)
{
	return path_tilde(c->mem, path, c->now->places.home);
}

static void note(struct comparing *c, enum change_kind kind, const char *name, const char *before,
		 const char *now)
{
	if (!str_equal(before, now))
		list_push(c->mem, &c->changes, ((struct change){ kind, name, before, now }));
}

/* ---- the system ---- */

static void compare_systems(struct comparing *c)
{
	const struct facts *a = c->before, *b = c->now;

	note(c, CHANGE_SYSTEM, "os", a->machine.os_title, b->machine.os_title);
	note(c, CHANGE_SYSTEM, "libc", a->machine.libc_version, b->machine.libc_version);
	note(c, CHANGE_SYSTEM, "login shell", a->shell.login_path, b->shell.login_path);
	note(c, CHANGE_SYSTEM, "command line tools", a->clt.version, b->clt.version);
}

/* ---- tools ---- */

/* By its path, or as what a link leads to: a tree is listed by the link while it is in use. */
static const struct tool *tool_at(const struct tools *tools, const char *path)
{
	for (size_t i = 0; i < tools->n; i++)
		if (str_equal(tools->at[i].path, path) || str_equal(tools->at[i].real_path, path))
			return &tools->at[i];
	return NULL;
}

static const char *version_of(const struct tool *tool)
{
	return !tool ? NULL : tool->version ? tool->version : "?";
}

static void compare_tools(struct comparing *c, const struct tools *before, const struct tools *now)
{
	for (size_t i = 0; i < before->n; i++)
		note(c, CHANGE_TOOL, shown(c, before->at[i].path), version_of(&before->at[i]),
		     version_of(tool_at(now, before->at[i].path)));
	for (size_t i = 0; i < now->n; i++)
		if (!tool_at(before, now->at[i].path))
			note(c, CHANGE_TOOL, shown(c, now->at[i].path), NULL,
			     version_of(&now->at[i]));
}

/* ---- PATH ---- */

/* Only what is on both: what came or went moves no other entry. */
static struct names common_entries(struct arena *mem, const struct names *these,
				   const struct names *those)
{
	struct names both = { 0 };

	for (size_t i = 0; i < these->n; i++)
		if (names_hold(those, these->at[i]) && !names_hold(&both, these->at[i]))
			list_push(mem, &both, these->at[i]);
	return both;
}

static const char *entry_number(struct arena *mem, const struct names *entries, const char *entry)
{
	for (size_t i = 0; i < entries->n; i++)
		if (str_equal(entries->at[i], entry))
			return arena_fmt(mem, "%zu", i + 1);
	return NULL;
}

/* The first that stands in another place: what follows it moved with it. */
static void compare_order(struct comparing *c, const struct names *before, const struct names *now)
{
	struct names old = common_entries(c->mem, before, now);
	struct names new = common_entries(c->mem, now, before);

	for (size_t i = 0; i < new.n &&i < old.n; i++)
		if (!str_equal(old.at[i], new.at[i])) {
			note(c, CHANGE_PATH, shown(c, new.at[i]),
			     entry_number(c->mem, before, new.at[i]),
			     entry_number(c->mem, now, new.at[i]));
			return;
		}
}

static bool this_path_holds(const struct facts *f, const char *entry)
{
	for (size_t i = 0; i < f->path.entries.n; i++)
		if (str_equal(f->path.entries.at[i].text, entry))
			return true;
	return false;
}

/* PATH of one look has it and of the other has not: it may be of that terminal alone. What a start file
 * puts there is named by its line. */
static bool is_of_one_terminal(const struct comparing *c, const char *entry)
{
	return this_path_holds(c->before, entry) != this_path_holds(c->now, entry);
}

static void compare_paths(struct comparing *c)
{
	const struct names *before = &c->before->path.new_shell, *now = &c->now->path.new_shell;

	for (size_t i = 0; i < before->n; i++)
		if (!names_hold(now, before->at[i]) && !is_of_one_terminal(c, before->at[i]))
			note(c, CHANGE_PATH, shown(c, before->at[i]),
			     entry_number(c->mem, before, before->at[i]), NULL);
	for (size_t i = 0; i < now->n; i++)
		if (!names_hold(before, now->at[i]) && !is_of_one_terminal(c, now->at[i]))
			note(c, CHANGE_PATH, shown(c, now->at[i]), NULL,
			     entry_number(c->mem, now, now->at[i]));
	compare_order(c, before, now);
}

/* ---- settings ---- */

static const char *proxy_value(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->environment.proxies.n; i++)
		if (str_equal(f->environment.proxies.at[i].name, name))
			return f->environment.proxies.at[i].value;
	return NULL;
}

static void compare_settings(struct comparing *c)
{
	const struct facts *a = c->before, *b = c->now;

	for (size_t i = 0; i < b->go.settings.n; i++) {
		const char *name = b->go.settings.at[i].name;

		note(c, CHANGE_SETTING, name, facts_setting_value(a, name),
		     facts_setting_value(b, name));
	}
	for (size_t i = 0; i < a->environment.proxies.n; i++) {
		const char *name = a->environment.proxies.at[i].name;

		note(c, CHANGE_SETTING, name, proxy_value(a, name), proxy_value(b, name));
	}
	for (size_t i = 0; i < b->environment.proxies.n; i++)
		if (!proxy_value(a, b->environment.proxies.at[i].name))
			note(c, CHANGE_SETTING, b->environment.proxies.at[i].name, NULL,
			     b->environment.proxies.at[i].value);
}

/* ---- start files ---- */

static struct bytes content_of(const struct facts *f, const char *path)
{
	const struct start_file *file = facts_start_file(f, path);

	return file && file->exists ? file->content : (struct bytes){ 0 };
}

/* What a shell does by it: blank lines and comments are nothing. */
static struct names lines_of(struct arena *mem, struct bytes content)
{
	struct names lines = { 0 };
	struct bytes line;
	size_t at = 0;

	while (next_line(content, &at, &line)) {
		const char *text = str_trim(mem, arena_strndup(mem, line.at, line.n));

		if (*text && *text != '#' && !names_hold(&lines, text))
			list_push(mem, &lines, text);
	}
	return lines;
}

static void compare_file(struct comparing *c, const char *path)
{
	struct names before = lines_of(c->mem, content_of(c->before, path));
	struct names now = lines_of(c->mem, content_of(c->now, path));

	for (size_t i = 0; i < before.n; i++)
		if (!names_hold(&now, before.at[i]))
			note(c, CHANGE_LINE, shown(c, path), before.at[i], NULL);
	for (size_t i = 0; i < now.n; i++)
		if (!names_hold(&before, now.at[i]))
			note(c, CHANGE_LINE, shown(c, path), NULL, now.at[i]);
}

static void add_files(struct arena *mem, struct names *paths, const struct facts *f)
{
	start_files_each (file, f)
		if (!names_hold(paths, file->path))
			list_push(mem, paths, file->path);
}

static void compare_start_files(struct comparing *c)
{
	struct names paths = { 0 };

	add_files(c->mem, &paths, c->before);
	add_files(c->mem, &paths, c->now);
	for (size_t i = 0; i < paths.n; i++)
		compare_file(c, paths.at[i]);
}

struct changes facts_changes(struct arena *mem, const struct facts *before, const struct facts *now)
{
	struct comparing c = { .mem = mem, .before = before, .now = now };

	compare_systems(&c);
	compare_tools(&c, &before->tools, &now->tools);
	compare_tools(&c, &before->go_tools, &now->go_tools);
	compare_tools(&c, &before->plugins, &now->plugins);
	compare_paths(&c);
	compare_settings(&c);
	compare_start_files(&c);
	return c.changes;
}
