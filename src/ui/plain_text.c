/*
 * Views as sentences. The status word comes first, nothing is said by punctuation, place or case
 * alone, and each line is broken by us: a terminal would break it inside a word.
 */
#include <string.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "ui/plain_private.h"

static int line_width(int columns)
{
	int width = (columns <= 0 || columns > 80 ? 80 : columns) - 1;

	return width < 10 ? 10 : width;
}

static bool ends_sentence(const char *text)
{
	static const char *const ends[] = { ".", "!", "?", ":", "。", "！", "？", "：" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(text, ends[i]))
			return true;
	return false;
}

enum { LINES_OF_A_SENTENCE = 5 };

static bool line_ends_sentence(const char *text, const char *line_end)
{
	return (line_end - text >= 1 && strchr(".!?", line_end[-1])) ||
	       (line_end - text >= 3 &&
		(str_starts(line_end - 3, "。") || str_starts(line_end - 3, "！") ||
		 str_starts(line_end - 3, "？")));
}

/* So that a page with a question behind it is heard in 45 seconds, also where it is full of paths. */
enum { PAGE_SPOKEN = 360 };

static size_t line_length(const char *text)
{
	size_t n = strcspn(text, "\n");

	return n + (text[n] == '\n');
}

/* The first line is always on it. */
static const char *page_room_ends(const char *text, int lines)
{
	size_t spoken = 0;

	for (int line = 0; line < lines && *text; line++) {
		size_t n = line_length(text);

		spoken += bytes_spoken((struct bytes){ text, n });
		if (line > 0 && spoken > PAGE_SPOKEN)
			break;
		text += n;
	}
	return text;
}

const char *plain_page_end(const char *text, int lines)
{
	const char *end = page_room_ends(text, lines), *at = end;

	for (int i = 0; *end && i < LINES_OF_A_SENTENCE && at - text > 1; i++) {
		if (line_ends_sentence(text, at - 1))
			return at;
		for (at--; at > text && at[-1] != '\n'; at--)
			;
	}
	return end;
}

/* It is copied as it stands, and a full stop would be taken for a part of it. */
static bool ends_in_command(const char *text)
{
	const char *behind = NULL, *first;

	for (const char *at = text; *at; at++)
		if (str_starts(at, ": "))
			behind = at + strlen(": ");
		else if (str_starts(at, "："))
			behind = at + strlen("：");
	first = behind;
	for (; behind && (behind = strstr(behind, "goready")); behind++) {
		size_t n = strspn(
			behind, "abcdefghijklmnopqrstuvwxyz0123456789-"); /* goready-linux-amd64 */

		/* "what goready changed" is none: it begins with it, or with eval */
		if (!str_starts(first, "eval ") && memchr(first, ' ', (size_t)(behind - first)))
			return false;
		if (behind[n] == ' ' && (unsigned char)behind[n + 1] < 0x80)
			return true;
	}
	return false;
}

/* Chinese ends a sentence without a blank. */
static bool is_full_stop(const char *at)
{
	return str_starts(at, "。") || str_starts(at, "！") || str_starts(at, "？");
}

/* "a327... came": three dots in place of what was left out. */
static bool is_left_out(const char *text, size_t i)
{
	return text[i] == '.' && text[i - 1] == '.' && text[i + 2] >= 'a' && text[i + 2] <= 'z';
}

/* Bytes up to the end of the first sentence and the blanks after it. A number with a full stop ("1. Keep") ends
 * none, nor does a word that is a dot ("protoc -I . a.proto"), and a status word ("Problem.") stays with what it is
 * about. */
static size_t sentence_length(const char *text)
{
	size_t i = 0;

	for (; text[i] && text[i] != '\n'; i++) {
		bool stop = i > 12 && strchr(".!?", text[i]) && text[i + 1] == ' ' &&
			    text[i - 1] != ' ';

		if (i > 12 && is_full_stop(text + i))
			return i + strlen("。") + strspn(text + i + strlen("。"), " ");
		if (stop && !(text[i - 1] >= '0' && text[i - 1] <= '9') && !is_left_out(text, i))
			return i + 1 + strspn(text + i + 1, " ");
	}
	return i;
}

static void add_wrapped(struct str *out, const char *text, int width)
{
	struct names lines = text_wrap(out->mem, text, width);

	for (size_t i = 0; i < lines.n; i++) {
		if (*lines.at[i] == '\0')
			continue;
		str_add(out, lines.at[i]);
		str_add_char(out, '\n');
	}
}

/* A screen reader speaks line by line: a line that is full ends with a sentence where it can. */
static void add_lines(struct str *out, const char *text, int columns)
{
	int width = line_width(columns);

	while (*text) {
		bool foreign = foreign_prefix(text) || foreign_within(text);
		size_t n = foreign ? strcspn(text, "\n") : sentence_length(text);

		while (text[n] && text[n] != '\n') {
			size_t more = n + sentence_length(text + n);

			if (text_width(arena_strndup(out->mem, text, more)) > width)
				break;
			n = more;
		}
		add_wrapped(out, arena_strndup(out->mem, text, n), width);
		text += n;
		text += strspn(text, "\n");
	}
}

const char *plain_sentence(struct arena *mem, const char *text, int columns)
{
	struct str out = { .mem = mem };

	if (!text || !*text)
		return "";
	add_lines(&out,
		  ends_sentence(text) || ends_in_command(text) ? text
							       : arena_fmt(mem, _("%s."), text),
		  columns);
	return str_text(&out);
}

static void plain_text_say(struct str *out, int columns, const char *text)
{
	str_add(out, plain_sentence(out->mem, text, columns));
}

static void say_status(struct str *out, const struct block *b, int columns)
{
	struct arena *mem = out->mem;
	const char *word = status_word(b->level), *text = b->spoken ? b->spoken : b->text;

	if (b->label && text && foreign_prefix(text))
		plain_text_say(out, columns, arena_fmt(mem, _("%s. %s\n%s"), word, b->label, text));
	else if (b->label && text && *text && b->goes_on)
		plain_text_say(out, columns, arena_fmt(mem, _("%s. %s %s"), word, b->label, text));
	else if (b->label && text && *text)
		plain_text_say(out, columns, arena_fmt(mem, _("%s. %s: %s"), word, b->label, text));
	else
		plain_text_say(out, columns,
			       arena_fmt(mem, _("%s. %s"), word, b->label ? b->label : text));
}

static const char *option_words(struct arena *mem, const struct block *b, size_t i,
				enum detail detail)
{
	const struct option *o = &b->options.at[i];
	struct str s = { .mem = mem };
	bool on = b->several ? i < 64 && (b->chosen_set >> i & 1) : b->chosen == (int)i;

	str_fmt(&s, "%zu. %s", i + 1, o->label);
	if (o->recommended)
		str_fmt(&s, _(", %s"), _("recommended"));
	if (on && (b->several || !o->recommended)) /* what Return takes is one idea */
		str_fmt(&s, _(", %s"), b->several ? _("on") : _("chosen"));
	else if (b->several)
		str_fmt(&s, _(", %s"), _("off"));
	if (o->disabled)
		str_fmt(&s, _(", %s"), _("not possible"));
	str_add(&s, _("."));
	if (o->disabled && o->why_disabled)
		str_fmt(&s, _(" %s"), o->why_disabled);
	else if (o->detail && (detail == DETAIL_ALL || (detail == DETAIL_USUAL && !b->later &&
							choice_default(b) == (int)i)))
		str_fmt(&s, _(" %s"), o->detail);
	return s.at;
}

/* Of a long list that many are heard before it is asked for, and these in any case. */
enum { OPTIONS_SPOKEN = 300, OPTIONS_LEAST = 4, OPTIONS_MOST = 14 };

static void say_options(struct str *out, const struct block *b, enum detail detail, int columns)
{
	size_t spoken = 0;

	for (size_t i = 0; i < b->options.n; i++) {
		size_t left = b->options.n - i;
		const char *words = option_words(out->mem, b, i, detail);

		spoken += str_spoken(words);
		if (detail != DETAIL_ALL && i >= OPTIONS_LEAST && left > 1 &&
		    (spoken > OPTIONS_SPOKEN || i >= OPTIONS_MOST)) {
			plain_text_say(out, columns,
				       arena_fmt(out->mem,
						 P_("%zu more: type list to hear all.",
						    "%zu more: type list to hear all.", left),
						 left));
			return;
		}
		plain_text_say(out, columns, words);
	}
}

static void say_choice(struct str *out, const struct block *b, enum detail detail, int columns)
{
	unsigned n = (unsigned)b->options.n;

	plain_text_say(out, columns, arena_fmt(out->mem, _("Question. %s"), b->label));
	if (detail != DETAIL_NONE)
		plain_text_say(out, columns,
			       arena_fmt(out->mem, P_("%u choice.", "%u choices.", n), n));
	say_options(out, b, detail, columns);
}

const char *plain_choice(struct arena *mem, const struct block *b, enum detail detail, int columns)
{
	struct str out = { .mem = mem };

	say_choice(&out, b, detail, columns);
	return str_text(&out);
}

static void say_diff(struct str *out, const struct block *b, int columns)
{
	struct names words = diff_words(out->mem, &b->diff);

	/* Paths and lines of files stand as they are: a full stop would look like a part of them.
	 */
	for (size_t i = 0; i < words.n; i++)
		add_wrapped(out, words.at[i], line_width(columns));
}

static void plain_text_say_command(struct str *out, const struct block *b, int columns)
{
	const char *label = b->label ? b->label : _("Command:");

	/* what follows belongs to it: no full stop */
	plain_text_say(out, columns,
		       ends_sentence(label) ? label : arena_fmt(out->mem, _("%s:"), label));
	str_add(out, b->text); /* it is copied: in one piece, however long */
	str_add_char(out, '\n');
}

static void plain_text_say_progress(struct str *out, const struct block *b, int columns)
{
	struct arena *mem = out->mem;
	struct str s = { .mem = mem };

	if (!b->label) {
		plain_text_say(out, columns,
			       arena_fmt(mem, _("%s. %s"), status_word(b->level), b->text));
		return;
	}
	str_fmt(&s, _("%s. %s"), status_word(b->level), b->label);
	if (b->level == SAY_WORKING && b->total > 0) {
		str_fmt(&s, _(", %d percent"), (int)(b->done * 100 / b->total));
		str_fmt(&s, _(", %s of %s"), progress_amount(mem, b, b->done),
			progress_amount(mem, b, b->total));
	} else if (b->level == SAY_WORKING && b->done > 0) {
		str_fmt(&s, _(", %s so far"), progress_amount(mem, b, b->done));
	}
	if (b->text && *b->text)
		str_fmt(&s, _(". %s"), b->text);
	plain_text_say(out, columns, s.at);
}

/* "zsh, login: go /usr/bin/go; protoc not found." */
static void say_row(struct str *out, const struct block *b, const struct names *cells, int columns)
{
	struct str s = { .mem = out->mem };

	for (size_t i = 0; i < cells->n; i++) {
		const char *name = i < b->columns.n ? b->columns.at[i] : "";

		if (!*cells->at[i])
			continue;
		if (i == 1)
			str_add(&s, _(": "));
		else if (i > 1)
			str_add(&s, _("; "));
		if (i > 0 && *name)
			str_fmt(&s, "%s ", name);
		str_add(&s, cells->at[i]);
	}
	plain_text_say(out, columns, str_text(&s));
}

static void say_table(struct str *out, const struct block *b, int columns)
{
	unsigned n = (unsigned)b->rows.n;
	const char *rows = arena_fmt(out->mem, P_("%u row.", "%u rows.", n), n);

	plain_text_say(out, columns,
		       b->label ? arena_fmt(out->mem, _("%s: %s"), b->label, rows) : rows);
	for (size_t i = 0; i < b->rows.n; i++)
		say_row(out, b, &b->rows.at[i].cells, columns);
}

const char *plain_block(struct arena *mem, const struct block *b, int columns)
{
	struct str out = { .mem = mem };

	switch (b->kind) {
	case BLOCK_TEXT:
		plain_text_say(&out, columns, b->spoken ? b->spoken : b->text);
		break;
	case BLOCK_HEADING:
		plain_text_say(&out, columns, b->label);
		break;
	case BLOCK_STATUS:
		say_status(&out, b, columns);
		break;
	case BLOCK_FIELD:
		plain_text_say(&out, columns,
			       b->spoken ? b->spoken
					 : arena_fmt(mem, _("%s: %s"), b->label, b->text));
		break;
	case BLOCK_CHOICE:
		say_choice(&out, b, DETAIL_ALL, columns);
		break;
	case BLOCK_DIFF:
		say_diff(&out, b, columns);
		break;
	case BLOCK_COMMAND:
		plain_text_say_command(&out, b, columns);
		break;
	case BLOCK_PROGRESS:
		plain_text_say_progress(&out, b, columns);
		break;
	case BLOCK_TABLE:
		say_table(&out, b, columns);
		break;
	case BLOCK_BOX:
		plain_text_say(&out, columns, arena_fmt(mem, _("Question. %s"), b->label));
		break;
	}
	return str_text(&out);
}

static const char *hunks_of(const struct block *b)
{
	const char *at = strstr(b->diff.unified, "\n@@");

	return at ? at : b->diff.unified;
}

/* The change before this one that does the same to another file; NULL none. */
static const struct block *same_change(const struct view *v, size_t index)
{
	const struct block *b = &v->blocks.at[index];

	for (size_t i = 0; b->kind == BLOCK_DIFF && i < index; i++) {
		const struct block *other = &v->blocks.at[i];

		if (other->kind == BLOCK_DIFF && str_equal(hunks_of(other), hunks_of(b)))
			return other;
	}
	return NULL;
}

/* Four shells get the same twenty lines: they are said once. */
static const char *repeated_diff(struct arena *mem, const struct block *b,
				 const struct block *before, int columns)
{
	struct names words = diff_words(mem, &b->diff);
	struct str out = { .mem = mem };

	for (size_t i = 0; i < words.n && i < (b->diff.changes > 0 ? 3 : 2); i++)
		add_wrapped(&out, words.at[i], line_width(columns));
	if (before->diff.changes > 0)
		plain_text_say(&out, columns,
			       arena_fmt(mem, _("These are the same lines as in change %d"),
					 before->diff.change));
	else
		plain_text_say(
			&out, columns,
			arena_fmt(mem, _("These are the same lines as in %s"), before->diff.path));
	return str_text(&out);
}

const char *plain_block_at(struct arena *mem, const struct view *v, size_t index, int columns)
{
	const struct block *before = same_change(v, index);

	if (before)
		return repeated_diff(mem, &v->blocks.at[index], before, columns);
	return plain_block(mem, &v->blocks.at[index], columns);
}

const char *plain_text(struct arena *mem, const struct view *v, int columns)
{
	struct str out = { .mem = mem };

	if (v->title)
		plain_text_say(&out, columns, v->title);
	for (size_t i = 0; i < v->blocks.n; i++)
		str_add(&out, plain_block_at(mem, v, i, columns));
	return str_text(&out);
}
