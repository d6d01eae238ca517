/*
 * Making a paste readable, in the order in which it was spoilt, last first: encoding, terminal
 * control, JSON and HTML escapes, blanks, quotation in mails and chats, wrapping.
 */
#include "explain/text.h"

#include <string.h>

#include "explain/command.h"

/* ---- encoding and control ---- */

/* GBK writes a character as 0x81-0xfe and a second byte of 0x40-0xfe: without its table only the
 * places of such characters are known, and what stands between them in ASCII. */
static bool is_gbk_pair(const unsigned char *s, size_t n)
{
	return n > 1 && s[0] >= 0x81 && s[0] <= 0xfe && s[1] >= 0x40 && s[1] != 0x7f &&
	       s[1] != 0xff;
}

/* The length of a control sequence or string at an ESC (ECMA-48 5.4, 5.6). */
static size_t escape_length(const char *s, size_t n)
{
	size_t i = 1;

	if (n < 2)
		return n;
	if (s[1] == '[') {
		for (i = 2; i < n && (unsigned char)s[i] >= 0x20 && (unsigned char)s[i] < 0x40; i++)
			;
		return i < n ? i + 1 : n;
	}
	if (strchr("]P^_X", s[1])) {
		for (i = 2; i < n && s[i] != '\a' && s[i] != '\033' && s[i] != '\n'; i++)
			;
		if (i < n && s[i] == '\033')
			return i + 1 < n && s[i + 1] == '\\' ? i + 2 : i;
		return i < n && s[i] == '\a' ? i + 1 : i;
	}
	return 2;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool has_no_width(uint32_t c)
{
	return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
}

/* A backspace takes back the character before it, as on the terminal. */
static void take_back(struct str *s)
{
	while (s->n && ((unsigned char)s->at[s->n - 1] & 0xc0) == 0x80)
		s->n--;
	if (s->n && s->at[s->n - 1] != '\n')
		s->n--;
	if (s->at)
		s->at[s->n] = '\0';
}

static void add_plain(struct str *out, uint32_t c)
{
	if (is_blank(c))
		str_add_char(out, ' ');
	else if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85 || c == '\f' || c == '\v')
		str_add_char(out, '\n');
	else if (c == '\b')
		take_back(out);
	else if (c >= 0x20 && !(c >= 0xd800 && c <= 0xdfff) && !(c >= 0x7f && c < 0xa0) &&
		 !has_no_width(c) && c != 0xfffd)
		add_character(out, c);
}

/* Without control sequences, as UTF-8; CR and CRLF are ends of lines. */
static const char *without_control(struct arena *mem, struct bytes text)
{
	struct str out = { .mem = mem };
	size_t length;

	for (size_t i = 0; i < text.n; i += length) {
		const char *at = text.at + i;
		uint32_t c = next_character(at, text.n - i, &length);

		if (c == '\033') {
			length = escape_length(at, text.n - i);
		} else if (c == '\r') {
			if (i + 1 >= text.n || at[1] != '\n')
				str_add_char(&out, '\n');
		} else if (c == 0xfffd && length == 1 &&
			   is_gbk_pair((const unsigned char *)at, text.n - i)) {
			length = 2;
			add_character(&out, 0x25a1); /* a character whose name is not known */
		} else {
			add_plain(&out, c);
		}
	}
	return str_text(&out);
}

/* ---- escapes of JSON and HTML ---- */

/* A log line in JSON has its ends of lines as \n, and hardly any real ones. */
static bool is_json_text(const char *text)
{
	size_t escaped = 0, real = 0;
	const char *command = str_starts(text, "$ ") ? text + 2 : text;

	if (str_starts(command, "echo ") || str_starts(command, "printf "))
		return false; /* which take such escapes themselves */
	for (const char *c = text; *c; c++) {
		real += *c == '\n' && c[1];
		if (*c == '\\' && c[1]) {
			if (c > text && strchr("'\"", c[-1]) && c[2] == c[-1])
				continue; /* tr ':' '\n' */
			escaped += c[1] == 'n' || c[1] == '"' || c[1] == 'u';
			c++;
		}
	}
	return escaped > 0 && escaped >= real;
}

static bool hex_value(const char *digits, uint32_t *ret)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++) {
		const char *all = "0123456789abcdef";
		char c = digits[i] >= 'A' && digits[i] <= 'F' ? (char)(digits[i] + 32) : digits[i];
		const char *found = c ? strchr(all, c) : NULL;

		if (!found)
			return false;
		value = value << 4 | (uint32_t)(found - all);
	}
	*ret = value;
	return true;
}

static const char *without_json(struct arena *mem, const char *text)
{
	struct str out = { .mem = mem };
	uint32_t c, low;

	if (!is_json_text(text))
		return text;
	for (const char *at = text; *at; at++) {
		if (*at != '\\' || !at[1]) {
			str_add_char(&out, *at);
		} else if (at[1] == 'u' && hex_value(at + 2, &c)) {
			if (c == 0x1b) { /* \u001b[31m */
				at += 4 + escape_length(at + 5, strlen(at + 5));
				continue;
			}
			at += 5;
			if (c >= 0xd800 && c < 0xdc00 && at[1] == '\\' && at[2] == 'u' &&
			    hex_value(at + 3, &low) && low >= 0xdc00 && low <= 0xdfff) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				at += 6;
			}
			add_plain(&out, c);
		} else {
			at++;
			str_add_char(&out, *at == 'n' || *at == 'r' ? '\n'
					   : *at == 't'             ? ' '
								    : *at);
		}
	}
	return str_text(&out);
}

static const char *without_html(struct arena *mem, const char *text)
{
	static const struct {
		const char *name, *means;
	} entities[] = {
		{ "&lt;", "<" },   { "&gt;", ">" },   { "&quot;", "\"" }, { "&#39;", "'" },
		{ "&#x27;", "'" }, { "&apos;", "'" }, { "&nbsp;", " " },  { "&#34;", "\"" },
		{ "&#x2F;", "/" }, { "<br>", "\n" },  { "<br/>", "\n" },  { "<code>", "" },
		{ "</code>", "" }, { "<pre>", "\n" }, { "</pre>", "\n" }, { "&amp;", "&" },
	};
	struct str out = { .mem = mem };
	size_t k;

	if (!strchr(text, '&') && !strchr(text, '<'))
		return text;
	for (const char *at = text; *at;) {
		size_t plain = strcspn(at, "&<");

		str_add_bytes(&out, at, plain);
		at += plain;
		for (k = 0; k < sizeof(entities) / sizeof(entities[0]); k++)
			if (str_starts(at, entities[k].name))
				break;
		if (k < sizeof(entities) / sizeof(entities[0])) {
			str_add(&out, entities[k].means);
			at += strlen(entities[k].name);
		} else if (*at) {
			str_add_char(&out, *at++);
		}
	}
	return str_text(&out);
}

/* ---- lines ---- */

/* "> " before every line of a quoted mail; a chat's fence. A lone line with > may be a prompt. */
static size_t quotation_depth(const struct names *lines)
{
	size_t quoted = 0, filled = 0;

	for (size_t i = 0; i < lines->n; i++) {
		filled += lines->at[i][0] != '\0';
		quoted += lines->at[i][0] == '>';
	}
	return quoted == filled && quoted > 1 ? 1 : 0;
}

static void take_off_quotation(struct arena *mem, struct names *lines)
{
	enum { DEEPEST = 8 };

	for (int depth = 0; depth < DEEPEST && quotation_depth(lines); depth++)
		for (size_t i = 0; i < lines->n; i++)
			if (lines->at[i][0] == '>')
				lines->at[i] = str_trim(mem, lines->at[i] + 1);
}

static size_t digits_at(const char *line)
{
	return strspn(line, "0123456789");
}

/* 2026-11-04T09:12:44.1930215Z, 2026/11/04 09:12:44.193, 09:12:44 */
static size_t time_length(const char *line)
{
	size_t n = strspn(line, "0123456789-/:.TZ+");
	size_t rest = line[n] == ' ' ? strspn(line + n + 1, "0123456789:.") : 0;

	if (digits_at(line) < 2 || !memchr(line, ':', n + 1 + rest))
		return 0;
	return rest && memchr(line + n + 1, ':', rest) ? n + 1 + rest : n;
}

/* "#12 0.345 ", "##[error]", "[codegen:23] ", "builder-1 | ", or a time: what a log has before each
 * line. 0: the line begins with its words. */
static size_t log_prefix(const char *line)
{
	size_t n;

	if (str_starts(line, "##["))
		return strcspn(line, "]") + (strchr(line, ']') != NULL);
	if (line[0] == '#' && digits_at(line + 1)) {
		n = 1 + digits_at(line + 1);
		n += line[n] == ' ' && strspn(line + n + 1, "0123456789.")
			     ? 1 + strspn(line + n + 1, "0123456789.")
			     : 0;
		return line[n] == ' ' || !line[n] ? n : 0;
	}
	if (line[0] == '[') {
		n = strcspn(line, "] ");
		return line[n] == ']' && line[n + 1] == ' ' ? n + 1 : 0;
	}
	n = time_length(line);
	return line[n] == ' ' || !line[n] ? n : 0;
}

/* Taken off where more than half of the lines, and at least two, have one. */
static void take_off_log_prefixes(struct arena *mem, struct names *lines)
{
	enum { DEEPEST = 3 };

	for (int depth = 0; depth < DEEPEST; depth++) {
		size_t prefixed = 0, filled = 0;

		for (size_t i = 0; i < lines->n; i++) {
			filled += lines->at[i][0] != '\0';
			prefixed += log_prefix(lines->at[i]) > 0;
		}
		if (prefixed < 2 || prefixed * 2 <= filled)
			return;
		for (size_t i = 0; i < lines->n; i++)
			lines->at[i] = str_trim(mem, lines->at[i] + log_prefix(lines->at[i]));
	}
}

static size_t width_of(const char *line)
{
	size_t width = 0;

	for (; *line; line++)
		width += ((unsigned char)*line & 0xc0) != 0x80;
	return width;
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
		size_t width = width_of(lines->at[i]);

		w.width = width > w.width ? width : w.width;
		filled += width > 0;
	}
	for (size_t i = 0; i + 1 < lines->n; i++) {
		size_t width = width_of(lines->at[i]);

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

static enum joint joint_of(const struct wrapping *w, const char *line, const char *next)
{
	size_t width = width_of(line);

	if (!next[0] || !line[0])
		return JOINT_NONE;
	if (width == w->width)
		return cuts_a_word(w, line, next) ? JOINT_WORD
		       : w->everywhere            ? JOINT_BLANK
						  : JOINT_NONE;
	return w->everywhere && width + 1 + first_word(next) > w->width ? JOINT_BLANK : JOINT_NONE;
}

/* A list of commands, with comments between them: each line was typed as it stands. */
static bool are_all_commands(struct arena *mem, const struct names *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		if (lines->at[i][0] && lines->at[i][0] != '#' &&
		    !begins_like_command(mem, lines->at[i]))
			return false;
	return true;
}

static void unwrap(struct arena *mem, struct names *lines)
{
	struct wrapping w = wrapping_of(lines);
	struct names whole = { 0 };
	struct str line = { .mem = mem };

	if (!w.width || are_all_commands(mem, lines))
		return;
	for (size_t i = 0; i < lines->n; i++) {
		const char *next = i + 1 < lines->n ? lines->at[i + 1] : "";
		enum joint joint = joint_of(&w, lines->at[i], next);

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

static const char *with_single_blanks(struct arena *mem, const char *line)
{
	struct str s = { .mem = mem };

	for (line = str_trim(mem, line); *line; line++)
		if (line[0] != ' ' || line[1] != ' ')
			str_add_char(&s, *line);
	return str_text(&s);
}

struct pasted pasted_read(struct arena *mem, struct bytes text)
{
	struct pasted p = { .cut = text.n > PASTED_MOST };
	const char *plain;

	if (p.cut)
		text = (struct bytes){ text.at + text.n - PASTED_MOST, PASTED_MOST };
	plain = without_html(mem, without_json(mem, without_control(mem, text)));
	p.lines = str_split(mem, plain, '\n');
	for (size_t i = 0; i < p.lines.n; i++)
		p.lines.at[i] = with_single_blanks(mem, p.lines.at[i]);
	take_off_quotation(mem, &p.lines);
	take_off_log_prefixes(mem, &p.lines);
	unwrap(mem, &p.lines);
	return p;
}
