/*
 * Matching without blanks: text comes wrapped, indented and doubled in every way, so that a pattern
 * is compared with the characters alone, and where blanks stood is only asked by things, which end
 * there.
 */
#include "explain/pattern.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "explain/runs.h"
#include "explain/text.h"

struct haystack {
	uint32_t *at;          /* folded, without blanks */
	const char **original; /* where the character stands */
	unsigned char *length; /* of its bytes there */
	bool *after_blank;     /* a blank or an end of line stood before it */
	size_t *line;
	size_t n;
	struct runs runs; /* of the characters above */
	bool capitals;    /* the whole text is in capitals: names are not as they were */
};

enum {
	BLANKS_MOST = 6,
	THING_MOST = 300, /* characters: nothing that is named is longer */
	TEXT_MOST = 1000, /* what a log has in one line */
};

struct element {
	bool blank;
	enum thing_kind kind;
	uint32_t *at; /* a literal: folded, without blanks */
	size_t n;
};

struct pattern {
	const char *text;
	LIST(struct element) elements;
};

const char *thing_kind_name(enum thing_kind kind)
{
	static const char *const names[] = {
		[THING_PROGRAM] = "program", [THING_PATH] = "path",
		[THING_HOST] = "host",       [THING_MODULE] = "module",
		[THING_VERSION] = "version", [THING_VARIABLE] = "variable",
		[THING_OPTION] = "option",   [THING_FILE] = "file",
		[THING_SHELL] = "shell",     [THING_KNOWN] = "known",
		[THING_PROXY] = "proxyport", [THING_WORD] = "word",
		[THING_TEXT] = "text",       [THING_NUMBER] = "number",
	};

	return kind < THING_N ? names[kind] : "unknown";
}

/* ---- the haystack ---- */

static size_t characters_in(const struct names *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++)
		n += strlen(lines->at[i]);
	return n;
}

static void pattern_add_line(struct haystack *h, const char *text, size_t line)
{
	size_t length, n = strlen(text);
	bool blank = true;

	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(text + i, n - i, &length);

		if (c == ' ') {
			blank = true;
			continue;
		}
		h->at[h->n] = fold_character(c);
		h->original[h->n] = text + i;
		h->length[h->n] = (unsigned char)length;
		h->after_blank[h->n] = blank;
		h->line[h->n++] = line;
		blank = false;
	}
}

static bool is_in_capitals(const struct names *lines)
{
	size_t small = 0, capital = 0;

	for (size_t i = 0; i < lines->n; i++)
		for (const char *c = lines->at[i]; *c; c++) {
			small += *c >= 'a' && *c <= 'z';
			capital += *c >= 'A' && *c <= 'Z';
		}
	return capital > 2 && small == 0;
}

struct haystack *haystack_make(struct arena *mem, const struct names *lines)
{
	struct haystack *h = ARENA_NEW(mem, struct haystack);
	size_t most = characters_in(lines) + 1;

	h->at = arena_alloc(mem, most * sizeof(*h->at));
	h->original = arena_alloc(mem, most * sizeof(*h->original));
	h->length = arena_alloc(mem, most);
	h->after_blank = arena_alloc(mem, most * sizeof(*h->after_blank));
	h->line = arena_alloc(mem, most * sizeof(*h->line));
	h->capitals = is_in_capitals(lines);
	for (size_t i = 0; i < lines->n; i++)
		pattern_add_line(h, lines->at[i], i);
	h->runs = runs_make(mem, 4, 18); /* of a large text a few bits in a hundred are set */
	runs_note(&h->runs, h->at, h->n);
	return h;
}

/* ---- what a thing is made of ---- */

static bool is_letter_or_digit(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c > 0x7f;
}

static bool is_ascii_letter_or_digit(uint32_t c)
{
	return c < 0x80 && is_letter_or_digit(c);
}

static bool may_be_in(enum thing_kind kind, uint32_t c)
{
	switch (kind) {
	case THING_PROGRAM:
	case THING_KNOWN:
	case THING_SHELL:
		return is_ascii_letter_or_digit(c) || (c < 0x80 && strchr("._+-@[", (int)c) && c);
	case THING_HOST:
		return is_ascii_letter_or_digit(c) || c == '.' || c == '-';
	case THING_VERSION:
		return is_ascii_letter_or_digit(c) || c == '.' || c == '-' || c == '+';
	case THING_VARIABLE:
		return is_ascii_letter_or_digit(c) || c == '_';
	case THING_OPTION:
		return is_ascii_letter_or_digit(c) || c == '_' || c == '-';
	case THING_MODULE:
		return is_ascii_letter_or_digit(c) || (c && c < 0x80 && strchr("./_-~@+!", (int)c));
	case THING_PATH:
	case THING_FILE:
		return c != '\'' && c != ':' && c != ',' && c != '(' && c != ')' && c != ';' &&
		       c != '<' && c != '>' && c != '|';
	case THING_WORD:
		return c != '\'';
	case THING_PROXY:
	case THING_NUMBER:
		return c >= '0' && c <= '9';
	case THING_TEXT:
	case THING_N:
		break;
	}
	return true;
}

/* What developers' messages name by its bare name, and what is hardly ever meant otherwise. */
static bool is_known_program(const char *name)
{
	static const char *const names[] = {
		"go",          "gofmt",       "protoc",        "buf",    "git",     "gcc",
		"cc",          "clang",       "g++",           "make",   "cmake",   "brew",
		"curl",        "wget",        "unzip",         "tar",    "xz",      "docker",
		"dlv",         "gopls",       "goimports",     "goctl",  "grpcurl", "evans",
		"staticcheck", "mockgen",     "stringer",      "wire",   "asdf",    "mise",
		"goenv",       "gvm",         "golangci-lint", "grpcui", "xcrun",   "pkg-config",
		"ghz",         "govulncheck", "gotestsum",     "air",    "gobind",  "gomobile",
		"go-bindata",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal(name, names[i]))
			return true;
	return str_starts(name, "protoc-gen-") && name[strlen("protoc-gen-")];
}

/* "executable file not found in $PATH": words that stand in front of it without being its name. */
static bool is_word_of_a_message(const char *name)
{
	static const char *const words[] = { "file",      "it",       "is",          "was",
					     "not",       "binary",   "plugin",      "executable",
					     "which",     "program",  "command",     "tool",
					     "error",     "and",      "or",          "version",
					     "path",      "module",   "package",     "folder",
					     "directory", "compiler", "interpreter", "library",
					     "toolchain", "name",     "they",        "them" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_equal(name, words[i]))
			return true;
	return false;
}

/* What Clash, V2Ray, Shadowsocks, Surge, Privoxy, polipo and squid listen at unless they are told otherwise. */
static bool is_port_of_a_proxy(const char *port)
{
	static const char ports[] =
		" 1080 1081 1082 1086 1087 1089 2080 2081 3128 6152 6153 7070 7078 7890 7891 7892 7893 7897 "
		"7898 7899 8118 8123 8889 10080 10808 10809 10810 12333 12334 15732 15235 20170 20171 20172 "
		"33210 33211 58591 ";
	const char *at = strlen(port) > 3 ? strstr(ports, port) : NULL;

	return at && at[-1] == ' ' && at[strlen(port)] == ' ';
}

static bool may_be(enum thing_kind kind, const char *name)
{
	switch (kind) {
	case THING_PATH:
		return strchr(name, '/') || name[0] == '~' || strchr(name, '\\');
	case THING_FILE:
		return strchr(name, '.') || strchr(name, '/');
	case THING_HOST:
	case THING_MODULE:
		return strchr(name, '.') && name[0] != '.' && name[0] != '-';
	case THING_VERSION:
		return strpbrk(name, "0123456789");
	case THING_SHELL: {
		static const char *const shells[] = { "bash", "zsh",   "fish",   "sh",    "dash",
						      "ash",  "ksh",   "nu",     "-bash", "-zsh",
						      "-sh",  "-fish", "busybox" };

		for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
			if (str_equal(name, shells[i]))
				return true;
		return false;
	}
	case THING_KNOWN:
		return is_known_program(name);
	case THING_PROXY:
		return is_port_of_a_proxy(name);
	case THING_PROGRAM: /* "zsh:1: command not found: go": a line's number is none */
		return name[strspn(name, "0123456789")] != '\0' && !is_word_of_a_message(name);
	case THING_VARIABLE:
	case THING_OPTION:
	case THING_WORD:
	case THING_TEXT:
	case THING_NUMBER:
	case THING_N:
		break;
	}
	return true;
}

/* ---- parsing a pattern ---- */

static enum rc add_blank(struct arena *mem, struct pattern *p, const char *name, size_t n,
			 struct err *e)
{
	for (int kind = 0; kind < THING_N; kind++) {
		const char *known = thing_kind_name((enum thing_kind)kind);

		if (strlen(known) != n || strncmp(known, name, n) != 0)
			continue;
		if (p->elements.n == 1 && p->elements.at[0].blank)
			return err_set(e, RC_SYNTAX, _("it begins with two blanks: %s"), p->text);
		*list_add(mem, &p->elements) =
			(struct element){ .blank = true, .kind = (enum thing_kind)kind };
		return RC_OK;
	}
	return err_set(e, RC_SYNTAX, _("no such type of blank: %.*s"), (int)n, name);
}

static void add_literal(struct arena *mem, struct pattern *p, const char *text, size_t n)
{
	struct element literal = { .at = arena_alloc(mem, (n + 1) * sizeof(uint32_t)) };
	size_t length;

	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(text + i, n - i, &length);

		if (c != ' ')
			literal.at[literal.n++] = fold_character(c);
	}
	if (literal.n)
		list_push(mem, &p->elements, literal);
}

enum rc pattern_parse(struct arena *mem, const char *text, struct pattern **ret, struct err *e)
{
	struct pattern *p = ARENA_NEW(mem, struct pattern);
	size_t blanks = 0;

	p->text = text;
	for (const char *at = text; *at;) {
		size_t n = strcspn(at, "{");
		const char *end;

		add_literal(mem, p, at, n);
		at += n;
		if (!*at)
			break;
		end = strchr(at, '}');
		if (!end)
			return err_set(e, RC_SYNTAX, _("a blank without its end: %s"), text);
		if (add_blank(mem, p, at + 1, (size_t)(end - at - 1), e))
			return e->rc;
		blanks++;
		at = end + 1;
	}
	if (p->elements.n == blanks || blanks > BLANKS_MOST)
		return err_set(e, RC_SYNTAX, _("a pattern needs words, and at most %d blanks: %s"),
			       BLANKS_MOST, text);
	*ret = p;
	return RC_OK;
}

const char *pattern_last_words(const struct pattern *p)
{
	const char *blank = strrchr(p->text, '}');

	return blank ? blank + 1 : p->text;
}

/* ---- matching ---- */

struct matcher {
	struct arena *mem;
	const struct pattern *p;
	const struct haystack *h;
	size_t from[BLANKS_MOST], to[BLANKS_MOST]; /* what each blank has */
};

/* A wrapped line begins with a word. */
static bool has_colon_at_begin_of_line(const struct haystack *h, size_t at, size_t n)
{
	for (size_t i = at + 1; i < at + n; i++)
		if (h->line[i] != h->line[i - 1] && h->at[i] == ':')
			return true;
	return false;
}

/* A few characters at the end of one line and the beginning of the next are no words of a message. */
static bool literal_is_at(const struct haystack *h, const struct element *literal, size_t at)
{
	enum { ENOUGH = 12 };

	return at + literal->n <= h->n &&
	       memcmp(h->at + at, literal->at, literal->n * sizeof(uint32_t)) == 0 &&
	       (h->line[at] == h->line[at + literal->n - 1] ||
		(literal->n >= ENOUGH && !has_colon_at_begin_of_line(h, at, literal->n)));
}

static size_t behind_quote(const struct haystack *h, size_t at)
{
	return at < h->n && h->at[at] == '\'' ? at + 1 : at;
}

/* A name that is known may be in quotation marks where the pattern has none: "because `go` was not
 * found". */
static bool may_be_quoted(enum thing_kind kind)
{
	return kind == THING_KNOWN;
}

/* Where the words behind a blank of that kind begin, which ends at `at`. */
static size_t words_begin(const struct haystack *h, enum thing_kind kind,
			  const struct element *literal, size_t at)
{
	return may_be_quoted(kind) && !literal_is_at(h, literal, at) ? behind_quote(h, at) : at;
}

/* How far a thing that begins at `at` may reach: to the next blank, text to the end of its line. */
static size_t reach_of(const struct haystack *h, enum thing_kind kind, size_t at)
{
	size_t end = at, most = kind == THING_TEXT ? TEXT_MOST : THING_MOST;

	while (end < h->n && end - at < most && may_be_in(kind, h->at[end]) &&
	       h->line[end] == h->line[at] &&
	       (end == at || kind == THING_TEXT || !h->after_blank[end]))
		end++;
	return end;
}

static const char *name_at(const struct matcher *m, enum thing_kind kind, size_t from, size_t to)
{
	const struct haystack *h = m->h;
	struct str s = { .mem = m->mem };

	for (size_t i = from; i < to; i++) {
		if (h->after_blank[i] && i > from)
			str_add_char(&s, ' ');
		str_add_bytes(&s, h->original[i], h->length[i]);
	}
	for (size_t i = 0; h->capitals && kind != THING_VARIABLE && i < s.n; i++)
		if (s.at[i] >= 'A' && s.at[i] <= 'Z')
			s.at[i] = (char)(s.at[i] + 32);
	return str_text(&s);
}

/* A sentence's full stop or colon after a name is no part of it. */
static size_t without_punctuation(const struct haystack *h, enum thing_kind kind, size_t from,
				  size_t to)
{
	if (kind != THING_TEXT)
		while (to > from + 1 && (h->at[to - 1] == '.' || h->at[to - 1] == ':' ||
					 h->at[to - 1] == ',' || h->at[to - 1] == ';'))
			to--;
	return to;
}

static bool matches_from(struct matcher *m, size_t element, size_t blank, size_t at,
			 size_t *ret_to);

static bool blank_matches(struct matcher *m, size_t element, size_t blank, size_t at,
			  size_t *ret_to)
{
	const struct element *e = &m->p->elements.at[element];
	const struct element *next =
		element + 1 < m->p->elements.n ? &m->p->elements.at[element + 1] : NULL;
	size_t reach = at < m->h->n ? reach_of(m->h, e->kind, at) : at;

	for (size_t to = reach; to > at; to--) {
		size_t end = element + 1 < m->p->elements.n
				     ? to
				     : without_punctuation(m->h, e->kind, at, to);

		/* "cannot find go.mod" is not about go. */
		if (e->kind == THING_KNOWN && to < reach)
			break;

		/* Of two things side by side each ends where a blank stands. */
		if (next && next->blank &&
		    (to >= m->h->n || !m->h->after_blank[to] || m->h->line[to] != m->h->line[at]))
			continue;
		/* The words behind it first: a name is only made where they are there. */
		if ((next && !next->blank &&
		     !literal_is_at(m->h, next, words_begin(m->h, e->kind, next, to))) ||
		    !may_be(e->kind, name_at(m, e->kind, at, end)))
			continue;
		m->from[blank] = at;
		m->to[blank] = end;
		if (matches_from(m, element + 1, blank + 1, to, ret_to))
			return true;
		if (element + 1 == m->p->elements.n)
			break;
	}
	return false;
}

static bool matches_from(struct matcher *m, size_t element, size_t blank, size_t at, size_t *ret_to)
{
	const struct element *e;

	if (element == m->p->elements.n) {
		*ret_to = at;
		return true;
	}
	e = &m->p->elements.at[element];
	if (e->blank)
		return blank_matches(m, element, blank,
				     may_be_quoted(e->kind) ? behind_quote(m->h, at) : at, ret_to);
	if (element > 0)
		at = words_begin(m->h, m->p->elements.at[element - 1].kind, e, at);
	return literal_is_at(m->h, e, at) && matches_from(m, element + 1, blank, at + e->n, ret_to);
}

/* A word of the pattern begins and ends where a word of the text does. */
static bool begins_a_word(const struct matcher *m, const struct element *literal, size_t at)
{
	return !is_letter_or_digit(literal->at[0]) || at == 0 || m->h->after_blank[at] ||
	       !is_ascii_letter_or_digit(m->h->at[at - 1]) ||
	       !is_ascii_letter_or_digit(literal->at[0]);
}

/* The name ls-x goes on behind ls. */
static bool goes_on(const struct haystack *h, size_t at)
{
	if (h->at[at] == '-' && at + 1 < h->n && !h->after_blank[at + 1])
		at++;
	return is_ascii_letter_or_digit(h->at[at]);
}

static bool ends_a_word(const struct matcher *m, size_t to)
{
	const struct element *last = &m->p->elements.at[m->p->elements.n - 1];

	return last->blank || to >= m->h->n || m->h->after_blank[to] ||
	       !is_ascii_letter_or_digit(last->at[last->n - 1]) || !goes_on(m->h, to);
}

static bool begins_a_thing(const struct haystack *h, enum thing_kind kind, size_t at)
{
	return at == 0 || h->after_blank[at] || !may_be_in(kind, h->at[at - 1]);
}

/* Where a match can begin that has its first words at `literal_at`. */
static bool match_around(struct matcher *m, size_t literal_at, size_t *ret_from, size_t *ret_to)
{
	const struct element *first = &m->p->elements.at[0];

	if (!first->blank) {
		*ret_from = literal_at;
		return begins_a_word(m, first, literal_at) &&
		       matches_from(m, 0, 0, literal_at, ret_to) && ends_a_word(m, *ret_to);
	}
	for (size_t from = literal_at; from-- > 0;) {
		if (m->h->line[from] != m->h->line[literal_at - 1] ||
		    literal_at - from > THING_MOST)
			break;
		if (begins_a_thing(m->h, first->kind, from) &&
		    matches_from(m, 0, 0, from, ret_to) && ends_a_word(m, *ret_to)) {
			*ret_from = from;
			return true;
		}
		if (m->h->after_blank[from] && first->kind != THING_TEXT)
			break;
	}
	return false;
}

bool pattern_find(struct arena *mem, const struct pattern *p, const struct haystack *h,
		  size_t start, struct pattern_match *ret)
{
	struct matcher m = { .mem = mem, .p = p, .h = h };
	const struct element *literal = &p->elements.at[p->elements.at[0].blank ? 1 : 0];
	size_t blank = 0;

	for (size_t i = 0; i < p->elements.n; i++)
		if (!p->elements.at[i].blank &&
		    !runs_may_hold(&h->runs, p->elements.at[i].at, p->elements.at[i].n))
			return false;
	for (size_t at = start; at + literal->n <= h->n; at++) {
		if (h->at[at] != literal->at[0] || !literal_is_at(h, literal, at) ||
		    !match_around(&m, at, &ret->from, &ret->to))
			continue;
		ret->line = h->line[ret->from];
		ret->things = (struct things){ 0 };
		for (size_t i = 0; i < p->elements.n; i++) {
			const struct element *e = &p->elements.at[i];

			if (!e->blank)
				continue;
			list_push(mem, &ret->things,
				  ((struct thing){ e->kind, name_at(&m, e->kind, m.from[blank],
								    m.to[blank]) }));
			blank++;
		}
		return true;
	}
	return false;
}

/* What stood before or behind the words was cut off where the line begins or ends. */
static bool is_at_the_edge(const struct pattern *p, const struct element *words,
			   const struct haystack *h, const struct pattern_match *match)
{
	bool first = match->from == 0 || h->line[match->from - 1] != h->line[match->from];
	bool last = match->to == h->n || h->line[match->to] != h->line[match->to - 1];

	return (last && words < &p->elements.at[p->elements.n - 1]) ||
	       (first && words > &p->elements.at[0]);
}

bool pattern_find_words(struct arena *mem, const struct pattern *p, const struct haystack *h,
			struct pattern_match *ret)
{
	enum { ENOUGH = 9 }; /* characters without blanks: "no such host" */
	struct pattern words = { .text = p->text };
	const struct element *longest = NULL;
	size_t all = 0;

	for (size_t i = 0; i < p->elements.n; i++) {
		const struct element *e = &p->elements.at[i];

		if (!e->blank && (!longest || e->n > longest->n))
			longest = e;
		all += e->blank ? 0 : e->n;
	}
	/* A smaller part may be what many others say too. */
	if (!longest || longest->n < ENOUGH || longest->n * 4 < all * 3)
		return false;
	/* The signs around a blank are no words. */
	list_push(mem, &words.elements, *longest);
	while (words.elements.at[0].n && !is_letter_or_digit(words.elements.at[0].at[0])) {
		words.elements.at[0].at++;
		words.elements.at[0].n--;
	}
	while (words.elements.at[0].n &&
	       !is_letter_or_digit(words.elements.at[0].at[words.elements.at[0].n - 1]))
		words.elements.at[0].n--;
	return words.elements.at[0].n >= ENOUGH && pattern_find(mem, &words, h, 0, ret) &&
	       is_at_the_edge(p, longest, h, ret);
}
