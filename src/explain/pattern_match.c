/*
 * Matching without blanks: text comes wrapped, indented and doubled in every way, so that a pattern
 * is compared with the characters alone, and where blanks stood is only asked by things, which end
 * there.
 */
#include "explain/pattern_private.h"

#include <string.h>

enum {
	THING_MOST = 300, /* characters: nothing that is named is longer */
	TEXT_MOST = 1000, /* what a log has in one line */
	TRIED_MOST =
		2000000, /* ends of blanks: one line may be all of a large text, and hold the same over and over */
};

struct matcher {
	struct arena *mem;
	const struct pattern *p;
	const struct haystack *h;
	size_t from[BLANKS_MOST], to[BLANKS_MOST]; /* what each blank has */
	size_t tried;
	struct str name; /* of the one that is tried */
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

/* `bash: /mnt/c/Program Files (x86)/Go/bin/go: ...`: a path that a shell names begins its line, or stands behind a
 * colon, and goes on behind a blank where folders follow there. */
static bool may_hold_blanks(const struct haystack *h, enum thing_kind kind, size_t at)
{
	return kind == THING_PATH && (h->at[at] == '/' || h->at[at] == '~') &&
	       (at == 0 || h->line[at - 1] != h->line[at] || h->at[at - 1] == ':');
}

static bool is_in_path(const struct haystack *h, size_t at)
{
	return thing_may_hold(THING_PATH, h->at[at]) || h->at[at] == '(' || h->at[at] == ')';
}

/* The path that begins at `from` and goes on behind the blank at `blank`: where its next part ends; 0: it does not. */
static size_t behind_blank(const struct haystack *h, size_t from, size_t blank)
{
	enum { WORDS = 3 };
	int words = 1;

	if (h->at[blank] == '/' || h->at[blank] == '-')
		return 0;
	for (size_t at = blank; at < h->n && h->line[at] == h->line[from] && is_in_path(h, at);
	     at++) {
		if (at > blank && h->after_blank[at] && (h->at[at] == '/' || ++words > WORDS))
			return 0;
		if (h->at[at] == '/')
			return at + 1;
	}
	return 0;
}

/* How far a thing that begins at `at` may reach: to the next blank, text to the end of its line. */
static size_t reach_of(const struct haystack *h, enum thing_kind kind, size_t at)
{
	size_t end = at, most = kind == THING_TEXT ? TEXT_MOST : THING_MOST;
	bool blanks = may_hold_blanks(h, kind, at);

	while (end < h->n && end - at < most && thing_may_hold(kind, h->at[end]) &&
	       h->line[end] == h->line[at]) {
		size_t next = end + 1;

		if (end > at && kind != THING_TEXT && h->after_blank[end])
			next = blanks ? behind_blank(h, at, end) : 0;
		if (!next)
			break;
		end = next;
	}
	return end;
}

static void write_name(const struct haystack *h, enum thing_kind kind, size_t from, size_t to,
		       struct str *s)
{
	for (size_t i = from; i < to; i++) {
		if (h->after_blank[i] && i > from)
			str_add_char(s, ' ');
		str_add_bytes(s, h->lines->at[h->line[i]] + h->place[i], h->length[i]);
	}
	for (size_t i = 0; h->capitals && kind != THING_VARIABLE && i < s->n; i++)
		if (s->at[i] >= 'A' && s->at[i] <= 'Z')
			s->at[i] = (char)(s->at[i] + 32);
}

static const char *name_at(const struct matcher *m, enum thing_kind kind, size_t from, size_t to)
{
	struct str s = { .mem = m->mem };

	write_name(m->h, kind, from, to, &s);
	return str_text(&s);
}

/* Most that are tried are none: their names are written over each other. */
static bool may_be_there(struct matcher *m, enum thing_kind kind, size_t from, size_t to)
{
	if (kind == THING_TEXT)
		return true;
	m->name.n = 0;
	write_name(m->h, kind, from, to, &m->name);
	return thing_may_be(kind, str_text(&m->name));
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

	for (size_t to = reach; to > at && m->tried++ < TRIED_MOST; to--) {
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
		    !may_be_there(m, e->kind, at, end))
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
	return at == 0 || h->after_blank[at] || !thing_may_hold(kind, h->at[at - 1]);
}

/* Where a path with blanks in it begins that ends before `literal_at`; that place itself: there is none. */
static size_t path_with_blanks_before(const struct haystack *h, size_t literal_at)
{
	size_t from = literal_at;

	while (from > 0 && literal_at - from < THING_MOST &&
	       h->line[from - 1] == h->line[literal_at - 1] && h->at[from - 1] != ':')
		from--;
	return may_hold_blanks(h, THING_PATH, from) && reach_of(h, THING_PATH, from) == literal_at
		       ? from
		       : literal_at;
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
	if (first->kind == THING_PATH && literal_at > 0) {
		*ret_from = path_with_blanks_before(m->h, literal_at);
		if (*ret_from < literal_at && matches_from(m, 0, 0, *ret_from, ret_to) &&
		    ends_a_word(m, *ret_to))
			return true;
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

static void take_things(const struct matcher *m, struct pattern_match *ret)
{
	size_t blank = 0;

	ret->line = m->h->line[ret->from];
	ret->things = (struct things){ 0 };
	for (size_t i = 0; i < m->p->elements.n; i++) {
		const struct element *e = &m->p->elements.at[i];

		if (!e->blank)
			continue;
		list_push(m->mem, &ret->things,
			  ((struct thing){ e->kind,
					   name_at(m, e->kind, m->from[blank], m->to[blank]) }));
		blank++;
	}
}

bool pattern_find(struct arena *mem, const struct pattern *p, const struct haystack *h,
		  size_t start, struct pattern_match *ret)
{
	struct matcher m = { .mem = mem, .p = p, .h = h, .name = { .mem = mem } };
	const struct element *literal = &p->elements.at[p->elements.at[0].blank ? 1 : 0];

	for (size_t i = 0; i < p->elements.n; i++)
		if (!p->elements.at[i].blank &&
		    !runs_may_hold(&h->runs, p->elements.at[i].at, p->elements.at[i].n))
			return false;
	for (size_t at = start; at + literal->n <= h->n; at++) {
		if (h->at[at] != literal->at[0] || !literal_is_at(h, literal, at) ||
		    !match_around(&m, at, &ret->from, &ret->to))
			continue;
		take_things(&m, ret);
		return true;
	}
	return false;
}

static bool may_end_there(const struct haystack *h, size_t at)
{
	return h->after_blank[at] || (h->at[at] < 0x80 && strchr("`'\",;.)", (int)h->at[at])) ||
	       h->at[at] > 0xff;
}

bool pattern_is_line(struct arena *mem, const struct pattern *p, const struct haystack *h,
		     size_t line, bool begins, struct pattern_match *ret)
{
	struct matcher m = { .mem = mem, .p = p, .h = h, .name = { .mem = mem } };
	size_t at = 0;

	while (at < h->n && h->line[at] < line)
		at++;
	if (at == h->n || h->line[at] != line || !matches_from(&m, 0, 0, at, &ret->to) ||
	    h->line[ret->to - 1] != line)
		return false;
	if (ret->to < h->n && h->line[ret->to] == line && !(begins && may_end_there(h, ret->to)))
		return false;
	ret->from = at;
	take_things(&m, ret);
	return true;
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
