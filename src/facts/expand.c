/* What a value of a start file comes to, and which folders goready's own block names. */
#include "facts/gather.h"

#include <string.h>

#include "shell/lines.h"

/* A variable as start files see it: earlier plain assignments, then the environment. */
static const char *variable(const void *ctx, const char *name)
{
	const struct gather *g = ctx;
	const struct shell_facts *s = &g->f->shell;

	if (str_equal(name, "HOME"))
		return g->f->places.home;
	for (size_t i = s->assignments.n; i > 0; i--) {
		const struct assignment *a = &s->assignments.at[i - 1];

		if (a->plain && str_equal(a->name, name) && !strchr(a->value, '$'))
			return a->value;
		if (a->plain && str_equal(a->name, name) && str_starts(a->value, "$HOME/"))
			return path_join(g->mem, g->f->places.home, a->value + 6);
	}
	if (str_equal(name, "XDG_CONFIG_HOME"))
		return g->f->places.config;
	return gather_env(g, name);
}

const char *assignment_expand(const struct gather *g, const char *value)
{
	return assignment_expanded(g->mem, value, variable, g);
}

/* The words behind "for goready_folder in": what the block of plan/rcblock.c puts in front. */
static void words_of_line(const struct gather *g, const char *s, struct names *into)
{
	for (;;) {
		const char *folder;
		struct word w;

		s += strspn(s, " \t\r");
		if (!word_read(g->mem, s, WORD_ARRAY, &w) || !w.length)
			return;
		folder = assignment_expand(g, w.text);
		if (folder && folder[0] == '/')
			list_push(g->mem, into, path_bare(g->mem, folder));
		s += w.length;
	}
}

struct names block_folders(const struct gather *g, struct bytes text)
{
	static const char intro[] = "for goready_folder in ";
	struct names found = { 0 };
	struct bytes line;
	size_t at = 0;
	bool inside = false, ended = false;

	while (!ended && next_line(text, &at, &line)) {
		const char *s = arena_strndup(g->mem, line.at, line.n);

		if (str_starts(s, "# >>> goready >>>"))
			inside = true;
		else if (str_starts(s, "# <<< goready <<<"))
			ended = inside;
		else if (inside && str_starts(s, intro))
			words_of_line(g, s + strlen(intro), &found);
	}
	return ended ? found : (struct names){ 0 };
}
