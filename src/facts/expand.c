/* What a value of a start file comes to, and which folders goready's own block names. */
#include "facts/gather.h"

#include <ctype.h>
#include <string.h>

#include "facts/lines.h"

/* A variable as start files see it: earlier plain assignments, then the environment. */
static const char *variable(const struct gather *g, const char *name, int depth)
{
	const struct shell_facts *s = &g->f->shell;

	if (str_equal(name, "HOME"))
		return g->f->places.home;
	for (size_t i = s->assignments.n; i > 0; i--) {
		const struct assignment *a = &s->assignments.at[i - 1];

		if (a->plain && str_equal(a->name, name) && depth < 4 && !strchr(a->value, '$'))
			return a->value;
		if (a->plain && str_equal(a->name, name) && str_starts(a->value, "$HOME/"))
			return path_join(g->mem, g->f->places.home, a->value + 6);
	}
	if (str_equal(name, "XDG_CONFIG_HOME"))
		return g->f->places.config;
	return gather_env(g, name);
}

/* Length of "$NAME" or "${NAME}" at s, the name in *ret; 0 where it is neither. */
static size_t read_variable(struct arena *mem, const char *s, const char **ret)
{
	size_t brace = s[1] == '{', n = 1 + brace;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	if (n == 1 + brace || (brace && s[n] != '}'))
		return 0;
	*ret = arena_strndup(mem, s + 1 + brace, n - 1 - brace);
	return n + brace;
}

const char *assignment_expand(const struct gather *g, const char *value)
{
	struct str out = { .mem = g->mem };

	for (size_t i = 0; value[i];) {
		const char *name, *text;
		size_t n;

		if (value[i] != '$') {
			str_add_char(&out, value[i++]);
			continue;
		}
		n = read_variable(g->mem, value + i, &name);
		if (!n)
			return NULL;
		text = str_equal(name, "PATH") ? "$PATH" : variable(g, name, 0);
		if (!text)
			return NULL;
		str_add(&out, text);
		i += n;
	}
	return str_text(&out);
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
