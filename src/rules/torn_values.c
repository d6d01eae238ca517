/* A blank in no quotes ends the value that a line gives to PATH or to a folder of Go's. */
#include "rules/rule.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "shell/lines.h"

/* What a line says, and what it would say with the value in quotes. */
struct torn {
	const char *name;
	const char *mended;
};

static bool is_of_folders(const char *name, size_t n)
{
	static const char *const all[] = { "PATH",   "GOPATH",  "GOBIN",
					   "GOROOT", "GOCACHE", "GOMODCACHE" };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strlen(all[i]) == n && strncmp(all[i], name, n) == 0)
			return true;
	return false;
}

/* export takes it for one more name. */
static bool is_name(const char *word)
{
	size_t n = 0;

	while (isalnum((unsigned char)word[n]) || word[n] == '_')
		n++;
	return n && !isdigit((unsigned char)*word) &&
	       (!word[n] || word[n] == '=' || str_starts(word + n, "+="));
}

static bool ends_command(const char *s)
{
	return !*s || strchr("#;&|<>\r", *s);
}

/* A folder by itself: there a colon was forgotten, and not the quotes. */
static bool begins_folder(const char *word)
{
	return strchr("/$~", *word) != NULL;
}

/* The words behind a value, until the command ends; the value with them, where one of them is no name. */
static const char *with_the_rest(struct arena *mem, const char *s, const char *value, bool path,
				 size_t *ret_n)
{
	struct str whole = { .mem = mem };
	size_t at = 0, blanks;
	bool torn = false;

	str_add(&whole, value);
	for (struct word w; (blanks = strspn(s + at, " \t")) && !ends_command(s + at + blanks);
	     at += blanks + w.length) {
		if (!word_read(mem, s + at + blanks, WORD_ASSIGNMENT, &w) || !w.length ||
		    !w.known || strchr(w.text, '='))
			return NULL;
		if (begins_folder(w.text) && !path)
			return NULL;
		torn |= !is_name(w.text);
		if (!path || (*w.text != ':' && !str_ends(str_text(&whole), ":")))
			str_add(&whole, begins_folder(w.text) ? ":" : " ");
		str_add(&whole, w.text);
	}
	*ret_n = at;
	return torn ? str_text(&whole) : NULL;
}

/* `export GOPATH=$HOME/One Drive/go` at s, which is in the line. */
static bool is_torn_export(struct arena *mem, const char *line, const char *s, struct torn *ret)
{
	const char *name = s + strlen("export"), *whole;
	size_t name_n, value_at, rest_n;
	struct word w;

	name += strspn(name, " \t");
	if (!assignment_begins(name, &name_n, &value_at) || !is_of_folders(name, name_n) ||
	    !word_read(mem, name + value_at, WORD_ASSIGNMENT, &w) || !w.known || !*w.text)
		return false;
	whole = with_the_rest(mem, name + value_at + w.length, w.text, name_n == strlen("PATH"),
			      &rest_n);
	if (!whole)
		return false;
	ret->name = arena_strndup(mem, name, name_n);
	ret->mended =
		arena_fmt(mem, "%.*s%s%s", (int)(name + value_at - line), line,
			  line_double_quoted(mem, whole), name + value_at + w.length + rest_n);
	return true;
}

static bool find_in_posix(struct arena *mem, const char *line, struct torn *ret)
{
	for (const char *at = line; (at = strstr(at, "export")); at++)
		if ((at == line || strchr(" \t;&", at[-1])) && strchr(" \t", at[6]) &&
		    is_torn_export(mem, line, at, ret))
			return true;
	return false;
}

/* fish hands a list to Go with colons, where its name ends in PATH; another's parts are joined by the blank itself. */
static bool find_in_fish(struct arena *mem, const char *line, struct torn *ret)
{
	struct str mended = { .mem = mem };
	struct names parts = { 0 };
	size_t at = strspn(line, " \t"), named = 0, n = 0;
	bool adds = str_starts(line + at, "fish_add_path "), torn = false;

	if (!adds && !str_starts(line + at, "set "))
		return false;
	ret->name = adds ? "PATH" : NULL;
	for (struct word w; !ends_command(line + at);
	     at += w.length, at += strspn(line + at, " \t"), n++) {
		if (!word_read(mem, line + at, WORD_FISH, &w) || !w.known || !w.length)
			return false;
		if (n == 0 || (!ret->name && *w.text == '-') || (adds && *w.text == '-')) {
			str_fmt(&mended, "%.*s ", (int)w.length, line + at);
		} else if (!ret->name) {
			if (!str_ends(w.text, "PATH") || !is_of_folders(w.text, strlen(w.text)))
				return false;
			ret->name = w.text;
			str_fmt(&mended, "%s", w.text);
			named = 1;
		} else if (parts.n && !begins_folder(w.text) && strchr(w.text, '/')) {
			parts.at[parts.n - 1] =
				arena_fmt(mem, "%s %s", parts.at[parts.n - 1], w.text);
			torn = true;
		} else {
			list_push(mem, &parts, w.text);
		}
	}
	for (size_t i = 0; i < parts.n; i++)
		str_fmt(&mended, "%s%s", i || named ? " " : "",
			strchr(parts.at[i], ' ') ? line_double_quoted(mem, parts.at[i])
						 : parts.at[i]);
	ret->mended = arena_fmt(mem, "%.*s%s%s", (int)strspn(line, " \t"), line, str_text(&mended),
				line + at);
	return torn;
}

bool torn_values(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };

	while (lines_read_next(&r)) {
		const struct lines *l = &r.line;
		struct torn torn = { 0 };

		if (l->joined || *l->trimmed == '#' ||
		    !(r.file->shell == SHELL_FISH ? find_in_fish(in->mem, l->text, &torn)
						  : find_in_posix(in->mem, l->text, &torn)))
			continue;
		found->title = arena_fmt(
			in->mem, _("A blank cuts off the value that a start file gives to %s"),
			torn.name);
		found->about_kind = "file";
		found->about_name = found->about_name ? found->about_name : r.file->path;
		evidence_at(in, found, r.file->path, l->number, l->trimmed);
		heal_line(in, found, r.file, l->number, l->text, torn.mended);
	}
	if (!found->evidence.n)
		return false;
	found->level = LEVEL_PROBLEM;
	remedy(in, found, _("Put the whole value in double quotes, as %s: goready fix rc.syntax"),
	       str_trim(in->mem, found->changes.at[0].text));
	return true;
}
