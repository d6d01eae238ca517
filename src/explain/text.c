/*
 * Making a paste readable, in the order in which it was spoilt, last first: encoding, terminal
 * control, JSON and HTML escapes (decode.c), blanks, quotation in mails and chats, wrapping.
 */
#include "explain/text.h"

#include <string.h>

#include "explain/command_match.h"

/* ---- lines ---- */

/* "> $ go version": with a prompt or a mark of its own, or as code, it is quoted. */
static bool is_quoted_alone(struct arena *mem, const char *line)
{
	return str_starts(line, "> ") &&
	       (line[2] == '`' || line_after_prompt(line + 2) || line_after_mark(mem, line + 2));
}

/* "> " before every line of a quoted mail; a chat's fence. A lone line with > may be a prompt. */
static bool is_quotation(struct arena *mem, const struct names *lines)
{
	size_t quoted = 0, filled = 0, alone = 0;

	for (size_t i = 0; i < lines->n; i++) {
		filled += lines->at[i][0] != '\0';
		quoted += lines->at[i][0] == '>';
		alone += is_quoted_alone(mem, lines->at[i]);
	}
	return quoted == filled && (quoted > 1 || alone == 1);
}

static void take_off_quotation(struct arena *mem, struct names *lines)
{
	enum { DEEPEST = 8 };

	for (int depth = 0; depth < DEEPEST && is_quotation(mem, lines); depth++)
		for (size_t i = 0; i < lines->n; i++)
			if (lines->at[i][0] == '>')
				lines->at[i] = str_trim(mem, lines->at[i] + 1);
}

/* Taken off where more than half of the lines, and at least two, have one. */
static void take_off_log_prefixes(struct arena *mem, struct names *lines)
{
	enum { DEEPEST = 3 };

	for (int depth = 0; depth < DEEPEST; depth++) {
		size_t prefixed = 0, filled = 0;

		for (size_t i = 0; i < lines->n; i++) {
			filled += lines->at[i][0] != '\0';
			prefixed += log_prefix_length(lines->at[i]) > 0;
		}
		if (prefixed < 2 || prefixed * 2 <= filled)
			return;
		for (size_t i = 0; i < lines->n; i++)
			lines->at[i] =
				str_trim(mem, lines->at[i] + log_prefix_length(lines->at[i]));
	}
}

static size_t first_word(const char *line)
{
	return strcspn(line, " ");
}

static size_t last_word(const char *line)
{
	const char *blank = strrchr(line, ' ');

	return strlen(blank ? blank + 1 : line);
}

/* Where a text was wrapped, no line but the last of a paragraph has room for the first word of the
 * next. The width is that of the longest line. */
struct wrapping {
	size_t width;    /* 0: the lines are as they were written */
	bool everywhere; /* most lines end for want of room */
	bool in_words;   /* most of these are exactly full: cut wherever the line ended */
};

static bool is_usual_width(size_t width)
{
	static const size_t usual[] = { 40, 60, 72, 76, 78, 79, 80, 100, 120, 132 };

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (width == usual[i])
			return true;
	return false;
}

static struct wrapping wrapping_of(const struct names *lines)
{
	enum { NARROWEST = 20, WIDEST = 200 };
	struct wrapping w = { 0 };
	size_t full = 0, exact = 0, filled = 0;

	for (size_t i = 0; i < lines->n; i++) {
		size_t width = str_characters(lines->at[i]);

		w.width = width > w.width ? width : w.width;
		filled += width > 0;
	}
	for (size_t i = 0; i + 1 < lines->n; i++) {
		size_t width = str_characters(lines->at[i]);

		full += lines->at[i + 1][0] && width + 1 + first_word(lines->at[i + 1]) > w.width;
		exact += width == w.width || width + 1 == w.width;
	}
	w.everywhere = full > 1 && full * 2 >= filled - 1;
	w.in_words = exact * 2 > full;
	if (w.width < NARROWEST || w.width > WIDEST || (!w.everywhere && !is_usual_width(w.width)))
		w.width = 0;
	return w;
}

enum joint { JOINT_NONE, JOINT_BLANK, JOINT_WORD };

/* A word is only cut where it is longer than a line, or where every line is; or at a sign that words
 * do not begin or end with. */
static bool cuts_a_word(const struct wrapping *w, const char *line, const char *next)
{
	return (w->everywhere && w->in_words) || last_word(line) + first_word(next) > w->width ||
	       strchr("./_@", next[0]) || strchr("/_@", line[strlen(line) - 1]);
}

/* What cmd.exe says of a program, whatever width the lines above it have. */
static bool begins_a_message(const char *line)
{
	return line[0] == '\'' &&
	       (strstr(line, "' is not recogni") || strstr(line, "' \xe4\xb8\x8d\xe6\x98\xaf"));
}

static enum joint joint_of(const struct wrapping *w, const char *line, const char *next)
{
	size_t width = str_characters(line);

	if (!next[0] || !line[0] || begins_a_message(next) || str_ends(line, " \\"))
		return JOINT_NONE;
	if (width == w->width)
		return cuts_a_word(w, line, next) ? JOINT_WORD
		       : w->everywhere            ? JOINT_BLANK
						  : JOINT_NONE;
	return w->everywhere && width + 1 + first_word(next) > w->width ? JOINT_BLANK : JOINT_NONE;
}

/* done <<EOF, then, fi */
static bool goes_on_a_loop(const char *line)
{
	return glob_matches("do|done|done *|then|else|fi|}|esac", line);
}

/* "protoc -I. \" and what it goes on with */
static bool goes_on_a_command(const struct names *lines, size_t i)
{
	return i > 0 && str_ends(lines->at[i - 1], "\\");
}

bool are_all_commands(struct arena *mem, const struct names *lines)
{
	for (size_t i = 0; i < lines->n;
	     i += 1 + heredoc_lines(mem, lines, i) + quoted_lines(lines, i))
		if (lines->at[i][0] && lines->at[i][0] != '#' && !goes_on_a_command(lines, i) &&
		    !line_after_prompt(lines->at[i]) && !begins_like_command(mem, lines->at[i]) &&
		    !goes_on_a_loop(lines->at[i]))
			return false;
	return true;
}

/* Indented by more tabs than the line before it: it was written so, however long that line is. */
static bool begins_by_itself(const struct names *written, size_t i)
{
	return strspn(written->at[i], "\t") > strspn(written->at[i - 1], "\t");
}

/* `written`: the same lines with the blanks that they begin with. */
static void unwrap(struct arena *mem, struct names *lines, const struct names *written)
{
	struct wrapping w = wrapping_of(lines);
	struct names whole = { 0 };
	struct str line = { .mem = mem };

	if (!w.width || are_all_commands(mem, lines))
		return;
	for (size_t i = 0; i < lines->n; i++) {
		const char *next = i + 1 < lines->n ? lines->at[i + 1] : "";
		enum joint joint = joint_of(&w, lines->at[i], next);

		if (i + 1 < lines->n && lines->n == written->n && begins_by_itself(written, i + 1))
			joint = JOINT_NONE;
		str_add(&line, lines->at[i]);
		if (joint == JOINT_BLANK)
			str_add_char(&line, ' ');
		if (joint != JOINT_NONE)
			continue;
		list_push(mem, &whole, str_text(&line));
		line = (struct str){ .mem = mem };
	}
	*lines = whole;
}

/* "while read p", and do in the line behind it: one line, as with "; do". */
static void join_loops(struct arena *mem, struct names *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const char *line = lines->at[i];
		const char *next = i + 1 < lines->n ? lines->at[i + 1] : "";

		if (glob_matches("do|then", next) &&
		    glob_matches("for *|while *|until *|if *|elif *|!*;", line))
			line = arena_fmt(mem, "%s; %s", line, lines->at[++i]);
		lines->at[n++] = line;
	}
	lines->n = n;
}

static const char *with_single_blanks(struct arena *mem, const char *line)
{
	struct str s = { .mem = mem };

	line = str_trim(mem, line);
	if (!str_find(line, "  "))
		return line;
	for (; *line; line++)
		if (line[0] != ' ' || line[1] != ' ')
			str_add_char(&s, *line);
	return str_text(&s);
}

/* "..." where somebody cut the text off, at its beginning or its end. */
static void take_off_ellipses(struct arena *mem, struct names *lines)
{
	static const char *const marks[] = { "\xe2\x80\xa6", "..." };
	size_t first = 0, last = lines->n;

	while (first < last && !lines->at[first][0])
		first++;
	while (last > first && !lines->at[last - 1][0])
		last--;
	for (size_t i = 0; first < last && i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *line = lines->at[first];
		size_t n = strlen(marks[i]);

		if (str_starts(line, marks[i]))
			lines->at[first] = str_trim(mem, line + n);
		line = lines->at[last - 1];
		if (str_ends(line, marks[i]) && strlen(line) > n &&
		    line[strlen(line) - n - 1] != '/') /* go build ./... */
			lines->at[last - 1] =
				str_trim(mem, arena_strndup(mem, line, strlen(line) - n));
	}
}

/* The end of a long text, from where a line or a command of it begins: half a word is none. */
static struct bytes end_of(struct bytes text)
{
	enum { NEAR = 4096 }; /* a line may be all there is */
	const char *at = text.at + text.n - PASTED_MOST, *begin = memchr(at, '\n', NEAR);

	begin = begin ? begin : memchr(at, ';', NEAR);
	begin = begin ? begin + 1 : at;
	return (struct bytes){ begin, (size_t)(text.at + text.n - begin) };
}

struct pasted pasted_read(struct arena *mem, struct bytes text)
{
	struct pasted p = { .cut = text.n > PASTED_MOST };
	struct names indented = { 0 }, as_written;
	const char *plain;

	if (p.cut)
		text = end_of(text);
	plain = text_decoded(mem, text);
	p.lines = str_split(mem, plain, '\n');
	for (size_t i = 0; i < p.lines.n; i++) {
		list_push(mem, &indented, p.lines.at[i]);
		p.lines.at[i] = with_single_blanks(mem, p.lines.at[i]);
	}
	take_off_quotation(mem, &p.lines);
	take_off_log_prefixes(mem, &p.lines);
	join_loops(mem, &p.lines);
	as_written = p.lines;
	unwrap(mem, &p.lines, &indented);
	take_off_ellipses(mem, &p.lines);
	if (p.lines.n < as_written.n) {
		take_off_ellipses(mem, &as_written);
		p.as_written = as_written;
	}
	return p;
}
