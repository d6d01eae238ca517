/* Views as Markdown: a list of what is, words before signs, and code that nothing in it can end. */
#include <string.h>

#include "app/report_file_private.h"
#include "base/i18n.h"

/* Signs that mean something there stand for themselves. */
static const char *md(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	for (; *text; text++) {
		if (strchr("\\`*_<>[]#|~", *text))
			str_add_char(&s, '\\');
		str_add_char(&s, *text == '\n' ? ' ' : *text);
	}
	return str_text(&s);
}

static size_t longest_run(const char *text)
{
	size_t most = 0, n = 0;

	for (; *text; text++) {
		n = *text == '`' ? n + 1 : 0;
		if (n > most)
			most = n;
	}
	return most;
}

const char *markdown_code(struct arena *mem, const char *language, const char *text)
{
	size_t ticks = longest_run(text) + 1;
	struct str s = { .mem = mem };
	struct str fence = { .mem = mem };

	for (size_t i = 0; i < (ticks < 3 ? 3 : ticks); i++)
		str_add_char(&fence, '`');
	str_fmt(&s, "\n%s%s\n%s%s%s\n\n", str_text(&fence), language, text,
		str_ends(text, "\n") ? "" : "\n", str_text(&fence));
	return str_text(&s);
}

const char *markdown_sentence(struct arena *mem, const char *text)
{
	return arena_fmt(mem, "\n%s\n", md(mem, text));
}

static void add_named(struct str *s, const char *word, const char *label, const char *text)
{
	str_add(s, "- ");
	if (word)
		str_fmt(s, "**%s** ", word);
	if (label)
		str_add(s, md(s->mem, label));
	if (label && text && *text)
		str_add(s, _(": "));
	str_fmt(s, "%s\n", text ? md(s->mem, text) : "");
}

static void add_table(struct str *s, const struct block *b)
{
	str_add(s, "\n");
	for (size_t i = 0; i < b->columns.n; i++)
		str_fmt(s, "| %s ", md(s->mem, b->columns.at[i]));
	str_add(s, "|\n");
	for (size_t i = 0; i < b->columns.n; i++)
		str_add(s, "| --- ");
	str_add(s, "|\n");
	for (size_t i = 0; i < b->rows.n; i++) {
		for (size_t k = 0; k < b->rows.at[i].cells.n; k++)
			str_fmt(s, "| %s ", md(s->mem, b->rows.at[i].cells.at[k]));
		str_add(s, "|\n");
	}
	str_add(s, "\n");
}

static void add_block(struct str *s, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_TEXT:
		str_add(s, markdown_sentence(s->mem, b->text));
		break;
	case BLOCK_HEADING:
		str_fmt(s, "\n## %s\n\n", md(s->mem, b->label));
		break;
	case BLOCK_STATUS:
	case BLOCK_PROGRESS:
		add_named(s, status_word(b->level), b->label, b->text);
		break;
	case BLOCK_FIELD:
	case BLOCK_BOX:
		add_named(s, NULL, b->label, b->text);
		break;
	case BLOCK_CHOICE:
		add_named(s, NULL, b->label, NULL);
		for (size_t i = 0; i < b->options.n; i++)
			str_fmt(s, "    %zu. %s\n", i + 1, md(s->mem, b->options.at[i].label));
		break;
	case BLOCK_DIFF:
		add_named(s, NULL, b->diff.path, NULL);
		str_add(s, markdown_code(s->mem, "diff", b->diff.unified));
		break;
	case BLOCK_COMMAND:
		if (b->label)
			str_add(s, markdown_sentence(s->mem, b->label));
		str_add(s, markdown_code(s->mem, "sh", b->text));
		break;
	case BLOCK_TABLE:
		add_table(s, b);
		break;
	}
}

const char *markdown_view(struct arena *mem, const struct view *v)
{
	struct str s = { .mem = mem };

	if (v->title)
		str_fmt(&s, "\n# %s\n\n", md(mem, v->title));
	for (size_t i = 0; i < v->blocks.n; i++)
		add_block(&s, &v->blocks.at[i]);
	return str_text(&s);
}
