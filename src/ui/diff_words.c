/*
 * A unified diff in words. Screen readers leave out "+" and "-", or say "dash dash dash": what is
 * added and removed, and on which line, is said instead. Unchanged lines are left out.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/ui.h"

struct telling {
	struct arena *mem;
	struct names changes; /* "Line 11, add: ..." */
	long old_line, new_line;
	unsigned added, removed;
	bool is_new, is_gone, in_hunk;
};

static void diff_words_tell(struct telling *t, long line, bool add, const char *text)
{
	const char *sentence;

	text += strspn(text, " "); /* how far it is set in is not for the ear */
	if (*text == '\0')
		sentence = add ? arena_fmt(t->mem, _("Line %ld, add an empty line."), line)
			       : arena_fmt(t->mem, _("Line %ld, remove an empty line."), line);
	else
		sentence = add ? arena_fmt(t->mem, _("Line %ld, add: %s"), line, text)
			       : arena_fmt(t->mem, _("Line %ld, remove: %s"), line, text);
	list_push(t->mem, &t->changes, sentence);
}

static bool tell_header(struct telling *t, const char *line)
{
	const char *plus;

	if (str_starts(line, "@@ -")) {
		plus = strstr(line, " +");
		t->old_line = strtol(line + 4, NULL, 10);
		t->new_line = plus ? strtol(plus + 2, NULL, 10) : 0;
		t->in_hunk = true;
		return true;
	}
	if (t->in_hunk)
		return false;
	t->is_new |= str_starts(line, "--- /dev/null");
	t->is_gone |= str_starts(line, "+++ /dev/null");
	return true;
}

static void tell_line(struct telling *t, const char *line)
{
	if (tell_header(t, line))
		return;
	switch (line[0]) {
	case '+':
		diff_words_tell(t, t->new_line++, true, line + 1);
		t->added++;
		break;
	case '-':
		diff_words_tell(t, t->old_line++, false, line + 1);
		t->removed++;
		break;
	case '\\':
		list_push(t->mem, &t->changes, _("That line has no line end."));
		break;
	default:
		t->old_line++;
		t->new_line++;
	}
}

static const char *count_words(struct telling *t)
{
	const char *remove =
		arena_fmt(t->mem, P_("remove %u line", "remove %u lines", t->removed), t->removed);
	const char *add = arena_fmt(t->mem, P_("add %u line", "add %u lines", t->added), t->added);

	if (t->added && t->removed)
		return arena_fmt(t->mem, _("%s, %s"), remove, add);
	return t->removed ? remove : add;
}

struct names diff_words(struct arena *mem, const struct diff_view *diff)
{
	struct telling t = { .mem = mem };
	struct names lines = str_split(mem, diff->unified, '\n');
	struct names out = { 0 };

	for (size_t i = 0; i < lines.n; i++)
		if (*lines.at[i] || i + 1 < lines.n)
			tell_line(&t, lines.at[i]);
	if (diff->changes > 0)
		list_push(mem, &out,
			  arena_fmt(mem, _("Change %d of %d."), diff->change, diff->changes));
	if (t.is_new)
		list_push(mem, &out, arena_fmt(mem, _("New file: %s"), diff->path));
	else if (t.is_gone)
		list_push(mem, &out, arena_fmt(mem, _("Removed file: %s"), diff->path));
	else
		list_push(mem, &out, arena_fmt(mem, _("File: %s"), diff->path));
	list_push(mem, &out, arena_fmt(mem, _("In all: %s."), count_words(&t)));
	for (size_t i = 0; i < t.changes.n; i++)
		list_push(mem, &out, t.changes.at[i]);
	return out;
}
