/*
 * What sets variables before any shell does, or beside them: systemd's environment.d(5), pam_env(8)'s
 * .pam_environment, agents of launchd that call `launchctl setenv`, fish's universal variables.
 */
#include "facts/gather.h"

#include <string.h>

#include "shell/lines.h"

/* ---- NAME=value files ---- */

static void add_values(struct gather *g, const struct start_file *file)
{
	struct assignments found = { 0 };

	assignments_parse(g->mem, file->content, file->path, shell_kind(SHELL_SH), &found);
	for (size_t i = 0; i < found.n; i++)
		list_push(g->mem, &g->f->shell.assignments, found.at[i]);
}

static void read_folder(struct gather *g, const char *folder)
{
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;
		const struct start_file *file;

		if (!str_ends(name, ".conf"))
			continue;
		file = other_file_add(g, SHELL_SH, name, path_join(g->mem, folder, name));
		if (file)
			add_values(g, file);
	}
}

/* ---- lines of another form: each names a variable and its value, and is no shell's ---- */

static void login_files_add_line(struct gather *g, const char *path, int line, const char *text,
				 const char *name, const char *value, bool certain)
{
	struct assignments found = { 0 };
	/* the names that matter are those that shells' lines are read for */
	const char *as_shell = arena_fmt(g->mem, "%s=x", name);

	assignments_parse(g->mem, bytes_of(as_shell), path, shell_kind(SHELL_SH), &found);
	if (!found.n)
		return;
	list_push(g->mem, &g->f->shell.assignments,
		  ((struct assignment){ .file = path,
					.line = line,
					.name = found.at[0].name,
					.value = value,
					.text = text,
					.certain = certain }));
}

/* NAME DEFAULT=value OVERRIDE=value */
static void read_pam(struct gather *g, const char *path)
{
	const struct start_file *file = other_file_add(g, SHELL_SH, ".pam_environment", path);
	struct bytes line;
	size_t at = 0;

	if (!file)
		return;
	add_values(g, file);
	for (int number = 1; next_line(file->content, &at, &line); number++) {
		const char *text = arena_strndup(g->mem, line.at, line.n);
		const char *value = strstr(text, "OVERRIDE=");
		size_t n = strcspn(text, " \t=");

		value = value ? value + strlen("OVERRIDE=") : strstr(text, "DEFAULT=");
		if (value && str_starts(value, "DEFAULT="))
			value += strlen("DEFAULT=");
		if (value && text[n] && text[n] != '=')
			login_files_add_line(g, path, number, text, arena_strndup(g->mem, text, n),
					     arena_strndup(g->mem, value, strcspn(value, " \t")),
					     false);
	}
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* \xHH stands for a byte; \x1e parts the elements of a list (fish, env_universal_common.cpp). */
static const char *fish_unescaped(struct arena *mem, const char *s)
{
	struct str out = { .mem = mem };

	for (; *s; s++) {
		int high = s[0] == '\\' && s[1] == 'x' ? hex_digit(s[2]) : -1;
		int low = high >= 0 ? hex_digit(s[3]) : -1;

		if (low < 0) {
			str_add_char(&out, *s);
			continue;
		}
		str_add_char(&out, high * 16 + low == 0x1e ? ':' : (char)(high * 16 + low));
		s += 3;
	}
	return str_text(&out);
}

/* SETUVAR --export NAME:value, and what ends with PATH as SETUVAR --export --path NAME:value; NULL: another line. */
static const char *exported_name(const char *line)
{
	static const char set[] = "SETUVAR ", exported[] = "--export ", list[] = "--path ";

	if (!str_starts(line, set) || !str_starts(line + sizeof(set) - 1, exported))
		return NULL;
	line += sizeof(set) - 1 + sizeof(exported) - 1;
	return str_starts(line, list) ? line + sizeof(list) - 1 : line;
}

static void read_fish(struct gather *g)
{
	const char *path = path_join(g->mem, g->f->places.config, "fish/fish_variables");
	struct bytes text, line;
	size_t at = 0;

	if (!gather_read(g, path, 1 << 20, &text))
		return;
	for (int number = 1; next_line(text, &at, &line); number++) {
		const char *one = arena_strndup(g->mem, line.at, line.n), *colon;
		const char *name = exported_name(one);

		colon = name ? strchr(name, ':') : NULL;
		if (colon) /* each fish has it, be it set by none of its files */
			login_files_add_line(g, path, number, one,
					     arena_strndup(g->mem, name, (size_t)(colon - name)),
					     fish_unescaped(g->mem, colon + 1),
					     g->f->shell.login == SHELL_FISH);
	}
}

/* ---- launchd ---- */

/* The next <string> from *at, which goes behind it; NULL. */
static const char *next_string(struct arena *mem, const char **at)
{
	const char *start = strstr(*at, "<string>"), *end;

	end = start ? strstr(start, "</string>") : NULL;
	if (!end)
		return NULL;
	start += strlen("<string>");
	*at = end;
	return arena_strndup(mem, start, (size_t)(end - start));
}

static void read_agent(struct gather *g, const char *path)
{
	struct bytes content;
	const char *text, *at;

	if (!gather_read(g, path, 1 << 18, &content))
		return;
	text = arena_strndup(g->mem, content.at, content.n);
	at = text;
	for (const char *word; (word = next_string(g->mem, &at));) {
		const char *name, *value;
		int line = 1;

		if (!str_equal(word, "setenv"))
			continue;
		name = next_string(g->mem, &at);
		value = name ? next_string(g->mem, &at) : NULL;
		for (const char *c = text; value && c < at; c++)
			line += *c == '\n';
		if (value)
			login_files_add_line(
				g, path, line,
				arena_fmt(g->mem, "launchctl setenv %s %s", name, value), name,
				value, false);
	}
}

static void read_agents(struct gather *g)
{
	const char *folder = path_join(g->mem, g->f->places.home, "Library/LaunchAgents");
	struct dir_entries entries = { 0 };

	if (g->f->machine.os != OS_DARWIN ||
	    g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (str_ends(entries.at[i].name, ".plist"))
			read_agent(g, path_join(g->mem, folder, entries.at[i].name));
}

void login_files_read(struct gather *g)
{
	if (g->f->machine.os == OS_LINUX) {
		read_folder(g, path_join(g->mem, g->f->places.config, "environment.d"));
		read_pam(g, path_join(g->mem, g->f->places.home, ".pam_environment"));
	}
	read_agents(g);
	read_fish(g);
}
