#include "base/jsonc.h"

#include <string.h>

#include "base/utf16.h"

enum { MOST_DEPTH = 64, MOST_VALUES = 100000 };

struct reader {
	struct arena *mem;
	struct bytes text;
	size_t at;
	int line;
	int values;
	struct err *e;
};

static enum rc broken(struct reader *r, const char *what)
{
	return err_set(r->e, RC_SYNTAX, "line %d: %s", r->line, what);
}

static bool is_at(const struct reader *r, const char *text)
{
	size_t n = strlen(text);

	return r->text.n - r->at >= n && memcmp(r->text.at + r->at, text, n) == 0;
}

static char here(const struct reader *r) /* NUL at the end, and for a NUL byte */
{
	return r->at < r->text.n ? r->text.at[r->at] : '\0';
}

/* A lone carriage return ends a line too, as editors count. */
static void pass_char(struct reader *r)
{
	char c = r->text.at[r->at++];

	if (c == '\n' || (c == '\r' && here(r) != '\n'))
		r->line++;
}

/* Blanks and comments. */
static enum rc pass_gap(struct reader *r)
{
	for (;;) {
		if (is_at(r, "//")) {
			while (r->at < r->text.n && here(r) != '\n' && here(r) != '\r')
				r->at++;
		} else if (is_at(r, "/*")) {
			r->at += 2;
			while (r->at < r->text.n && !is_at(r, "*/"))
				pass_char(r);
			if (r->at == r->text.n)
				return broken(r, "a comment has no end");
			r->at += 2;
		} else if (here(r) && strchr(" \t\r\n", here(r))) {
			pass_char(r);
		} else {
			return RC_OK;
		}
	}
}

/* ---- strings ---- */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* \uXXXX, at the u; -1: it is none. */
static long read_unit(struct reader *r)
{
	long unit = 0;

	if (here(r) != 'u' || r->text.n - r->at < 5)
		return -1;
	for (int i = 1; i <= 4; i++) {
		int digit = hex(r->text.at[r->at + (size_t)i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	r->at += 5;
	return unit;
}

/* Half of a pair alone is no character. */
static enum rc read_unicode(struct reader *r, struct str *s)
{
	enum { NOTHING_SUCH = 0xfffd };
	long c = read_unit(r), low;
	size_t behind = r->at;
	uint32_t pair;

	if (c <= 0)
		return broken(r, c ? "\\u without four digits" : "\\u0000 in a string");
	r->at += here(r) == '\\';
	low = r->at > behind ? read_unit(r) : -1;
	pair = low > 0 ? utf16_pair((uint32_t)c, (uint32_t)low) : 0;
	if (!pair)
		r->at = behind;
	str_add_utf8(s, pair ? pair : utf16_is_half((uint32_t)c) ? NOTHING_SUCH : (uint32_t)c);
	return RC_OK;
}

static enum rc read_escape(struct reader *r, struct str *s)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *letter;

	r->at++;
	if (here(r) == 'u')
		return read_unicode(r, s);
	letter = here(r) ? strchr(letters, here(r)) : NULL;
	if (!letter)
		return broken(r, "\\ before a letter that has no meaning there");
	str_add_char(s, meant[letter - letters]);
	r->at++;
	return RC_OK;
}

static enum rc read_string(struct reader *r, const char **ret)
{
	struct str s = { .mem = r->mem };
	enum rc rc = RC_OK;

	for (r->at++; !rc && here(r) != '"';) {
		if (!here(r) || here(r) == '\n' || here(r) == '\r')
			return broken(r, "a string has no end");
		if (here(r) == '\\')
			rc = read_escape(r, &s);
		else
			str_add_char(&s, r->text.at[r->at++]);
	}
	r->at += rc == RC_OK;
	*ret = str_text(&s);
	return rc;
}

/* ---- values ---- */

static enum rc read_value(struct reader *r, struct jsonc *to, int depth);

static void add_child(struct jsonc *parent, struct jsonc *child)
{
	child->before = parent->last;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

static enum rc read_key(struct reader *r, struct jsonc *member)
{
	enum rc rc;

	if (here(r) != '"')
		return broken(r, "a name in quotes is missing");
	rc = read_string(r, &member->key);
	if (!rc)
		rc = pass_gap(r);
	if (!rc && here(r) != ':')
		rc = broken(r, "a colon is missing");
	if (rc)
		return rc;
	r->at++;
	return pass_gap(r);
}

static enum rc read_child(struct reader *r, struct jsonc *parent, int depth)
{
	struct jsonc *child = ARENA_NEW(r->mem, struct jsonc);
	enum rc rc = RC_OK;

	child->from = r->at;
	child->comma = JSONC_NONE;
	child->line = r->line;
	add_child(parent, child);
	if (parent->type == JSON_OBJECT)
		rc = read_key(r, child);
	if (!rc)
		rc = read_value(r, child, depth);
	return rc ? rc : pass_gap(r);
}

/* The last child may have a comma behind it. */
static enum rc read_children(struct reader *r, struct jsonc *parent, int depth)
{
	char close = parent->type == JSON_OBJECT ? '}' : ']';
	enum rc rc;

	r->at++;
	rc = pass_gap(r);
	while (!rc && here(r) != close) {
		if (parent->last && parent->last->comma == JSONC_NONE)
			return broken(r, "a comma or a bracket is missing");
		rc = read_child(r, parent, depth + 1);
		if (rc || here(r) != ',')
			continue;
		parent->last->comma = r->at++;
		rc = pass_gap(r);
	}
	r->at += rc == RC_OK;
	return rc;
}

/* true, false, null, or a number by its first sign: which one is no matter here. */
static enum rc read_word(struct reader *r, struct jsonc *to)
{
	static const char signs[] = "+-.0123456789eE";
	size_t n = 0;

	if (is_at(r, "true") || is_at(r, "null"))
		n = 4;
	else if (is_at(r, "false"))
		n = 5;
	to->type = !n ? JSON_NUMBER : here(r) == 'n' ? JSON_NULL : JSON_BOOL;
	if (!n && here(r) && strchr("-0123456789", here(r)))
		while (r->at + n < r->text.n && r->text.at[r->at + n] &&
		       strchr(signs, r->text.at[r->at + n]))
			n++;
	if (!n)
		return broken(r, "a value is missing");
	r->at += n;
	return RC_OK;
}

static enum rc read_value(struct reader *r, struct jsonc *to, int depth)
{
	enum rc rc;

	if (depth > MOST_DEPTH)
		return err_set(r->e, RC_LIMIT, "line %d: nested more than %d deep", r->line,
			       MOST_DEPTH);
	if (++r->values > MOST_VALUES)
		return err_set(r->e, RC_LIMIT, "it has more than %d values", MOST_VALUES);
	to->at = r->at;
	if (here(r) == '"') {
		to->type = JSON_STRING;
		rc = read_string(r, &to->string);
	} else if (here(r) == '{' || here(r) == '[') {
		to->type = here(r) == '{' ? JSON_OBJECT : JSON_ARRAY;
		rc = read_children(r, to, depth);
	} else {
		rc = read_word(r, to);
	}
	to->end = r->at;
	return rc;
}

enum rc jsonc_parse(struct arena *mem, struct bytes text, struct jsonc **ret_root, struct err *e)
{
	struct reader r = { .mem = mem, .text = text, .line = 1, .e = e };
	struct jsonc *root = ARENA_NEW(mem, struct jsonc);
	enum rc rc;

	if (is_at(&r, "\xef\xbb\xbf"))
		r.at = 3;
	rc = pass_gap(&r);
	*root = (struct jsonc){
		.type = JSON_OBJECT, .from = r.at, .at = r.at, .end = r.at, .comma = JSONC_NONE
	};
	root->line = r.line;
	if (!rc && r.at < text.n)
		rc = read_value(&r, root, 0);
	if (!rc)
		rc = pass_gap(&r);
	if (!rc && r.at < text.n)
		rc = broken(&r, "something stands behind the end");
	if (!rc)
		*ret_root = root;
	return rc;
}

const struct jsonc *jsonc_get(const struct jsonc *object, const char *key)
{
	const struct jsonc *found = NULL;

	jsonc_each (member, object)
		if (member->key && str_equal(member->key, key))
			found = member;
	return found;
}

/* ---- taking out ---- */

static const struct jsonc *member_at(const struct jsonc *parent, size_t from)
{
	const struct jsonc *inside = NULL;

	jsonc_each (child, parent) {
		if (child->key && child->from == from)
			return child;
		if (child->at <= from && from < child->end)
			inside = child;
	}
	return inside ? member_at(inside, from) : NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct span {
	size_t from, to;
};

/* The member's own bytes, with the comma where only blanks are between. */
static struct span own_span(struct bytes text, const struct jsonc *m)
{
	struct span s = { m->from, m->end };
	size_t comma = m->end;

	while (comma < m->comma && comma < text.n && is_blank(text.at[comma]))
		comma++;
	if (comma == m->comma)
		s.to = comma + 1;
	return s;
}

/* Whole lines where nothing else stands on them; else the blanks behind go too, so that what follows takes
 * its place. */
static struct span with_blanks(struct bytes text, struct span s)
{
	size_t begin = s.from;

	while (begin > 0 && is_blank(text.at[begin - 1]))
		begin--;
	while (s.to < text.n && is_blank(text.at[s.to]))
		s.to++;
	if (begin > 0 && text.at[begin - 1] != '\n' && text.at[begin - 1] != '\r')
		return s;
	if (s.to < text.n && text.at[s.to] != '\n' && text.at[s.to] != '\r')
		return s;
	s.from = begin;
	if (s.to < text.n && text.at[s.to] == '\r')
		s.to++;
	if (s.to < text.n && text.at[s.to] == '\n')
		s.to++;
	return s;
}

/* Bytes without up to three spans, which are in order. */
static struct bytes without(struct arena *mem, struct bytes text, const struct span *spans,
			    size_t n)
{
	struct str s = { .mem = mem };
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		str_add_bytes(&s, text.at + at, spans[i].from - at);
		at = spans[i].to;
	}
	str_add_bytes(&s, text.at + at, text.n - at);
	return str_bytes(&s);
}

enum rc jsonc_take_out(struct arena *mem, struct bytes text, size_t from, struct bytes *ret,
		       struct err *e)
{
	struct jsonc *root;
	const struct jsonc *m;
	struct span own, spans[3];
	size_t n = 0;
	enum rc rc = jsonc_parse(mem, text, &root, e);

	if (rc)
		return rc;
	m = member_at(root, from);
	if (!m)
		return err_set(e, RC_CHANGED, "no setting begins at byte %zu", from);
	/* The last one leaves no comma in front of it that it has not behind it. */
	if (m->comma == JSONC_NONE && m->before)
		spans[n++] = (struct span){ m->before->comma, m->before->comma + 1 };
	own = own_span(text, m);
	spans[n++] = with_blanks(text, own);
	if (m->comma != JSONC_NONE && own.to != m->comma + 1)
		spans[n++] = (struct span){ m->comma, m->comma + 1 };
	*ret = without(mem, text, spans, n);
	return RC_OK;
}
