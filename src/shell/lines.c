/* Lines and words of shell files. */
#include "shell/lines.h"

#include <ctype.h>
#include <string.h>

#include "shell/block.h"

void lines_open(struct lines *l, struct arena *mem, struct bytes text,
		const struct line_syntax *syntax)
{
	*l = (struct lines){ .mem = mem, .all = text, .syntax = syntax };
}

static bool lines_take_line(struct lines *l)
{
	const char *start, *end;
	size_t n;

	if (l->at >= l->all.n)
		return false;
	start = l->all.at + l->at;
	end = memchr(start, '\n', l->all.n - l->at);
	n = end ? (size_t)(end - start) : l->all.n - l->at;
	l->at += n + 1;
	l->number++;
	l->text = arena_strndup(l->mem, start, n);
	l->trimmed = l->text + strspn(l->text, " \t");
	return true;
}

/* The quote that stays open at the end of s, which begins inside `quote` (0: outside). */
static char quote_after(const char *s, char quote, bool escaped)
{
	for (char before = ' '; *s; before = *s++) {
		if (*s == '\\' && quote != '\'') {
			if (!*++s)
				break;
		} else if (*s == '\\' && escaped && (s[1] == '\'' || s[1] == '\\')) {
			s++;
		} else if (quote) {
			if (*s == quote)
				quote = 0;
		} else if (*s == '\'' || *s == '"') {
			quote = *s;
		} else if (*s == '#' && (isspace((unsigned char)before) || before == ';')) {
			break;
		}
	}
	return quote;
}

static bool first_word_is(const char *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s, word, n) == 0 && !isalnum((unsigned char)s[n]) && s[n] != '_' &&
	       s[n] != '=' && s[n] != '-';
}

static bool any_first_word(const char *s, const char *const *words)
{
	for (size_t i = 0; words && words[i]; i++)
		if (first_word_is(s, words[i]))
			return true;
	return false;
}

/* The last word of a line, comments not minded: `fi`, `done` or `end` of a one-line `if`. */
static bool ends_with_word(const char *s, const char *word)
{
	size_t n = strlen(s), w = strlen(word);

	while (n && strchr(" \t\r;", s[n - 1]))
		n--;
	return n > w && strncmp(s + n - w, word, w) == 0 && strchr(" \t;", s[n - w - 1]);
}

static bool ends_with_any(const char *s, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (ends_with_word(s, words[i]))
			return true;
	return false;
}

static int depth_change(const struct lines *l)
{
	const struct line_syntax *syntax = l->syntax;
	const char *s = l->trimmed;
	size_t n;

	if (any_first_word(s, syntax->closing))
		return -1;
	if (any_first_word(s, syntax->opening))
		return ends_with_any(s, syntax->ending) ? 0 : 1;
	n = strlen(s);
	while (n && strchr(" \t\r", s[n - 1]))
		n--;
	return syntax->braces && n && s[n - 1] == '{' && (n == 1 || s[n - 2] != '$') ? 1 : 0;
}

/* How many brackets a line opens and does not close, what is quoted or comment left out. */
static int brackets_opened(const char *s)
{
	int open = 0;
	char quote = 0, before = ' ';

	for (; *s; before = *s++) {
		if (quote) {
			if (*s == '\\' && quote == '"' && s[1])
				s++;
			else if (*s == quote)
				quote = 0;
		} else if (strchr("'\"`", *s)) {
			quote = *s;
		} else if (*s == '#' && isspace((unsigned char)before)) {
			break;
		} else if (strchr("([{", *s)) {
			open++;
		} else if (strchr(")]}", *s)) {
			open--;
		}
	}
	return open;
}

size_t function_begins(const char *s, const char **ret_name)
{
	bool word = str_starts(s, "function ");
	size_t n;

	s += word ? strlen("function ") : 0;
	s += strspn(s, " \t");
	n = strcspn(s, " \t({;=\"'$");
	*ret_name = s;
	return word || s[n + strspn(s + n, " \t")] == '(' ? n : 0;
}

/* Of a line that opens something; NULL: it is no function. */
static const char *function_name(struct lines *l)
{
	const char *name;
	size_t n = function_begins(l->trimmed, &name);

	if (!n || (name == l->trimmed && any_first_word(name, l->syntax->opening)))
		return NULL;
	return arena_strndup(l->mem, name, n);
}

/* <<WORD, <<-WORD, <<'WORD'; not <<<. */
static void find_heredoc(struct lines *l)
{
	const char *s = strstr(l->trimmed, "<<");
	size_t n;

	if (!s || !l->syntax->heredocs || s[2] == '<' || l->trimmed[0] == '#')
		return;
	s += 2;
	l->heredoc_tabs = *s == '-';
	s += l->heredoc_tabs;
	s += strspn(s, " \t'\"\\");
	n = strcspn(s, " \t'\";|&)\r");
	if (n)
		l->heredoc = arena_strndup(l->mem, s, n);
}

/* True while the line belongs to a heredoc. */
static bool in_heredoc(struct lines *l)
{
	if (!l->heredoc)
		return false;
	if (str_equal(l->heredoc_tabs ? l->text + strspn(l->text, "\t") : l->text, l->heredoc))
		l->heredoc = NULL;
	return true;
}

/* Once none is left there is none later either: a file of begin markers is read in one go. */
static bool block_ends_later(struct lines *l)
{
	if (!l->no_more_ends && l->at < l->all.n)
		l->no_more_ends = !bytes_find((struct bytes){ l->all.at + l->at, l->all.n - l->at },
					      SHELL_BLOCK_END);
	return !l->no_more_ends && l->at < l->all.n;
}

static bool in_own_block(struct lines *l)
{
	if (str_starts(l->trimmed, SHELL_BLOCK_BEGIN)) {
		/* a block whose end is missing hides nothing: doctor must see those lines */
		l->in_block = block_ends_later(l);
		return true;
	}
	if (!l->in_block)
		return false;
	l->in_block = !str_starts(l->trimmed, SHELL_BLOCK_END);
	return true;
}

bool lines_next(struct lines *l)
{
	while (lines_take_line(l)) {
		bool was_open = l->quote != 0, went_on = l->goes_on;
		int change;
		size_t n;

		if (in_own_block(l) || in_heredoc(l))
			continue;
		l->quote = quote_after(l->text, l->quote, l->syntax->escaped_quotes);
		n = strlen(l->text);
		l->goes_on = n && l->text[n - 1] == '\\';
		if (was_open || l->trimmed[0] == '#' || !l->trimmed[0])
			continue;
		find_heredoc(l);
		change = l->syntax->brackets ? brackets_opened(l->trimmed) : depth_change(l);
		if (change < 0)
			l->open = l->open + change > 0 ? l->open + change : 0;
		l->depth = l->open;
		if (!l->open)
			l->function = change > 0 ? function_name(l) : NULL;
		if (change > 0)
			l->open += change;
		l->joined = went_on || l->goes_on || l->quote;
		return true;
	}
	return false;
}

/* ---- words ---- */

struct word_reader {
	struct str out;
	const char *s;
	size_t at;
	enum word_kind kind;
	bool known;
};

bool assignment_begins(const char *s, size_t *ret_name, size_t *ret_value)
{
	size_t n = 0;

	if (!isalpha((unsigned char)s[0]) && s[0] != '_')
		return false;
	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	*ret_name = n;
	if (s[n] == '+' && s[n + 1] == '=')
		n++;
	if (s[n] != '=')
		return false;
	*ret_value = n + 1;
	return true;
}

size_t nested_length(const char *s)
{
	char close = s[1] == '(' ? ')' : '}';
	int open = 0;
	size_t n = 1;

	for (; s[n]; n++) {
		open += s[n] == s[1];
		if (s[n] == close && --open == 0)
			return n + 1;
	}
	return 0;
}

/* ${NAME}, or with a plain text for where it is not set: ${ASDF_DATA_DIR:-$HOME/.asdf}. */
static bool is_plain_expansion(const char *s, size_t n)
{
	size_t i = 2;

	while (isalnum((unsigned char)s[i]) || s[i] == '_')
		i++;
	i += s[i] == ':' && s[i + 1] == '-';
	if (s[i] == '-')
		while (++i + 1 < n && (isalnum((unsigned char)s[i]) || strchr("_./-${}", s[i])))
			continue;
	return i + 1 == n && s[i] == '}';
}

/* A dollar sign and what follows it: kept as text; other operators and $(...) are not known. */
static void read_dollar(struct word_reader *r)
{
	const char *s = r->s + r->at;
	size_t n = 1;

	if (s[1] == '(' || s[1] == '{') {
		n = nested_length(s);
		n = n ? n : strlen(s);
		r->known = r->known && s[1] == '{' && is_plain_expansion(s, n);
	} else if (s[1] == '\'' || s[1] == '"') {
		r->known = false;
	} else {
		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
	}
	str_add_bytes(&r->out, s, n);
	r->at += n;
}

static bool read_single(struct word_reader *r)
{
	const char *start = r->s + r->at + 1;
	const char *end = strchr(start, '\'');

	if (!end)
		return false;
	/* A $ in single quotes is no variable. */
	if (memchr(start, '$', (size_t)(end - start)))
		r->known = false;
	str_add_bytes(&r->out, start, (size_t)(end - start));
	r->at += (size_t)(end - start) + 2;
	return true;
}

static bool read_double(struct word_reader *r)
{
	r->at++;
	while (r->s[r->at] != '"') {
		char c = r->s[r->at];

		if (!c)
			return false;
		if (c == '$') {
			read_dollar(r);
			continue;
		}
		if (c == '`')
			r->known = false;
		if (c == '\\' && r->s[r->at + 1] && strchr("\"\\$`", r->s[r->at + 1]))
			c = r->s[++r->at];
		str_add_char(&r->out, c);
		r->at++;
	}
	r->at++;
	return true;
}

/* ~ at the start of a word, and after a colon in assignments; ~name is another's home. */
static void read_tilde(struct word_reader *r)
{
	char before = r->at ? r->s[r->at - 1] : '\0';
	char after = r->s[r->at + 1];
	bool counts = before == '\0' || (before == ':' && r->kind == WORD_ASSIGNMENT);

	if (counts && (!after || strchr("/: \t;)\r", after))) {
		str_add(&r->out, "$HOME");
	} else {
		r->known = r->known && !counts;
		str_add_char(&r->out, '~');
	}
	r->at++;
}

static bool ends_word(char c, enum word_kind kind)
{
	/* a CR is part of the word: that is why it does harm */
	return !c || c == ' ' || c == '\t' || c == ';' || c == '&' || c == '|' || c == '<' ||
	       c == '>' || (c == ')' && kind == WORD_ARRAY);
}

bool word_read(struct arena *mem, const char *s, enum word_kind kind, struct word *ret)
{
	struct word_reader r = { .out = { .mem = mem }, .s = s, .kind = kind, .known = true };

	while (!ends_word(s[r.at], kind)) {
		char c = s[r.at];

		if (c == '\'' || c == '"') {
			if (!(c == '"' ? read_double(&r) : read_single(&r)))
				return false;
		} else if (c == '$') {
			read_dollar(&r);
		} else if (c == '~') {
			read_tilde(&r);
		} else if (c == '\\' && s[r.at + 1]) {
			str_add_char(&r.out, s[r.at + 1]);
			r.at += 2;
		} else {
			if (strchr("`(){}*?[", c))
				r.known = false;
			str_add_char(&r.out, c);
			r.at++;
		}
	}
	*ret = (struct word){ .text = str_text(&r.out), .length = r.at, .known = r.known };
	return true;
}
