/* What shells and the tools around them say in another language becomes their English words, which the
 * messages of the catalogue are written in. */
#include "explain/languages.h"

#include <ctype.h>
#include <string.h>

#include "explain/runs.h"
#include "explain/text.h"

enum { BLANK = 0x200000, NUMBER = 0x200010, BLANKS = 10, LONGEST_BLANK = 200 };

/* Characters without the blanks between them, as they are compared. */
struct folded {
	uint32_t *c;
	const char **at; /* where each stands; NULL for those of a phrase, of which nobody asks */
	const char **end;
	size_t n;
	struct runs runs; /* of c, once they are asked for */
	bool has_runs;
};

struct place {
	const char *from, *to;
};

static void fold(struct folded *f, const char *text, bool with_blanks)
{
	size_t n = strlen(text), length;

	f->n = 0;
	f->has_runs = false;
	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(text + i, n - i, &length);

		if (with_blanks && c == '{' && isdigit((unsigned char)text[i + 1])) {
			bool number = text[i + 2] == '#';

			f->c[f->n] = (uint32_t)((number ? NUMBER : BLANK) + text[i + 1] - '0');
			length = number ? 4 : 3;
		} else if (c == ' ' || c == 0xa0 || c == 0x202f) {
			continue;
		} else {
			f->c[f->n] = fold_character(c);
		}
		if (f->at) {
			f->at[f->n] = text + i;
			f->end[f->n] = text + i + length;
		}
		f->n++;
	}
}

static bool is_blank(uint32_t c)
{
	return c >= BLANK;
}

static bool may_be_in(uint32_t blank, uint32_t c)
{
	return blank < NUMBER || (c >= '0' && c <= '9');
}

static bool follows_directly(const struct folded *f, size_t i)
{
	return i > 0 && i < f->n && f->end[i - 1] == f->at[i];
}

/* Where the words end if they stand at `i`; 0: they do not. */
static size_t match_end(const uint32_t *words, size_t n, const struct folded *line, size_t i,
			struct place places[BLANKS])
{
	for (; n && i < line->n && *words == line->c[i]; n--, words++)
		i++;
	if (n == 0)
		return i;
	if (!is_blank(*words))
		return 0;
	for (size_t end = i + 1; end <= line->n && end - i < LONGEST_BLANK; end++) {
		size_t found;

		if (!may_be_in(*words, line->c[end - 1]))
			break;
		if (n == 1 && follows_directly(line, end))
			continue; /* one word, where nothing follows */
		found = match_end(words + 1, n - 1, line, end, places);
		if (found) {
			places[*words & 0xf] = (struct place){ line->at[i], line->end[end - 1] };
			return found;
		}
	}
	return 0;
}

/* The word or quoted words before `i`, for a phrase that begins with a blank. */
static size_t word_before(const struct folded *line, size_t i)
{
	size_t begin = i;

	if (i > 1 && line->c[i - 1] == '\'') {
		for (begin = i - 1; begin > 0 && line->c[begin - 1] != '\''; begin--)
			;
		return begin ? begin - 1 : i - 1;
	}
	while (begin > 0 && (begin == i || follows_directly(line, begin)))
		begin--;
	return begin;
}

static size_t blank_length(const char *text)
{
	size_t n = text[0] == '{' && isdigit((unsigned char)text[1]) ? 2 : 0;

	if (n)
		n += text[n] == '#';
	return n && text[n] == '}' ? n + 1 : 0;
}

static bool blanks_end(const char *text)
{
	while ((text = strchr(text, '{'))) {
		if (isdigit((unsigned char)text[1]) && !blank_length(text))
			return false;
		text++;
	}
	return true;
}

/* Phrases are found by the first characters of theirs that are no blank: by as many as there are side by side. */
enum { KEY_MOST = 3 };

static size_t bucket_of(const uint32_t *words, size_t n)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ words[i]) * 0x9e3779b1u;
	return hash >> (32 - PHRASE_BUCKETS_LOG2);
}

static size_t key_length(const uint32_t *words, size_t n)
{
	size_t length = 0;

	while (length < n && length < KEY_MOST && !is_blank(words[length]))
		length++;
	return length;
}

bool languages_add(struct arena *mem, struct catalogue *c, const char *english, const char *foreign)
{
	struct folded words = { .c = arena_alloc(mem, (strlen(foreign) + 1) * sizeof(*words.c)) };
	struct phrase *p;
	unsigned *bucket;
	size_t before;

	if (!blanks_end(english) || !blanks_end(foreign))
		return false;
	p = list_add(mem, &c->phrases);
	fold(&words, foreign, true);
	before = is_blank(words.c[0]);
	bucket = &c->first_phrase[bucket_of(words.c + before,
					    key_length(words.c + before, words.n - before))];
	*p = (struct phrase){ english, words.c, words.n, *bucket };
	*bucket = (unsigned)c->phrases.n;
	return true;
}

struct translated {
	const struct phrase *phrase;
	size_t from, to; /* characters of the line */
	struct place places[BLANKS];
};

/* Most phrases of a bucket are told apart by their first characters, before any room is made for their blanks. */
static bool begins_so(const uint32_t *words, size_t n, const struct folded *line, size_t i)
{
	return n <= line->n - i && memcmp(words, &line->c[i], n * sizeof(*words)) == 0;
}

/* False: words of the phrase stand nowhere in the line. A line of quotation marks alone would otherwise be
 * compared with each phrase that begins with one, from each of them on. */
static bool may_hold(struct folded *line, const struct phrase *p)
{
	size_t end;

	if (!line->has_runs)
		runs_note(&line->runs, line->c, line->n);
	line->has_runs = true;
	for (size_t i = 0; i < p->n; i = end + 1) {
		for (end = i; end < p->n && !is_blank(p->words[end]);)
			end++;
		if (!runs_may_hold(&line->runs, &p->words[i], end - i))
			return false;
	}
	return true;
}

/* The longest phrase at `i` of those in a bucket; of equals the first of the catalogue. */
static void find_in_bucket(const struct catalogue *c, struct folded *line, size_t i, size_t key,
			   struct translated *ret)
{
	for (size_t k = c->first_phrase[bucket_of(&line->c[i], key)]; k;
	     k = c->phrases.at[k - 1].next) {
		const struct phrase *p = &c->phrases.at[k - 1];
		bool before = is_blank(p->words[0]);
		struct translated t;

		if (key_length(p->words + before, p->n - before) != key ||
		    !begins_so(p->words + before, key, line, i) || !may_hold(line, p))
			continue;
		t = (struct translated){ .phrase = p, .from = i };
		t.to = match_end(p->words + before, p->n - before, line, i, t.places);
		if (!t.to || t.to < ret->to || (t.to == ret->to && p > ret->phrase) ||
		    (before && i == 0))
			continue;
		if (before) {
			t.from = word_before(line, i);
			t.places[p->words[0] & 0xf] =
				(struct place){ line->at[t.from], line->end[i - 1] };
		}
		*ret = t;
	}
}

static bool find_phrase(const struct catalogue *c, struct folded *line, size_t i,
			struct translated *ret)
{
	ret->to = 0;
	ret->phrase = NULL;
	for (size_t key = 1; key <= KEY_MOST && i + key <= line->n; key++)
		find_in_bucket(c, line, i, key, ret);
	return ret->to > 0;
}

/* As the text was written: what is all in capitals is read as if it were not. */
static bool is_in_capitals(const char *line)
{
	bool any = false;

	for (; *line; line++) {
		if (islower((unsigned char)*line))
			return false;
		any = any || isupper((unsigned char)*line);
	}
	return any;
}

static void add_english(struct str *s, const struct translated *t, bool capitals)
{
	for (const char *c = t->phrase->english; *c; c++) {
		const struct place *place;

		if (*c != '{' || !isdigit((unsigned char)c[1])) {
			str_add_char(s, capitals ? (char)toupper((unsigned char)*c) : *c);
			continue;
		}
		place = &t->places[c[1] - '0'];
		if (place->from)
			str_add_bytes(s, place->from, (size_t)(place->to - place->from));
		c += c[2] == '#' ? 3 : 2;
	}
}

/* French has a blank before a colon, Chinese a wide one without a blank behind it. */
static const char *with_plain_colons(struct arena *mem, const char *line)
{
	struct str s = { .mem = mem };

	for (; *line; line++) {
		if (str_starts(line, "\xef\xbc\x9a")) {
			str_add(&s, line[3] == ' ' || !line[3] ? ":" : ": ");
			line += 2;
		} else if (line[0] != ' ' || line[1] != ':' || line[2] != ' ') {
			str_add_char(&s, *line);
		}
	}
	return str_text(&s);
}

static bool is_inside_a_word(const struct folded *line, size_t i)
{
	return line->c[i] < 0x250 && follows_directly(line, i) && line->c[i - 1] < 0x250 &&
	       isalpha((int)(line->c[i] < 0x80 ? line->c[i] : 'x')) &&
	       isalpha((int)(line->c[i - 1] < 0x80 ? line->c[i - 1] : 'x'));
}

static const char *line_in_english(struct arena *mem, const struct catalogue *c,
				   struct folded *line, const char *text)
{
	struct str s = { .mem = mem };
	const char *done = text;
	bool capitals = is_in_capitals(text);
	struct translated t;

	fold(line, text, false);
	for (size_t i = 0; i < line->n; i++) {
		if (is_inside_a_word(line, i) || !find_phrase(c, line, i, &t) ||
		    line->at[t.from] < done)
			continue;
		str_add_bytes(&s, done, (size_t)(line->at[t.from] - done));
		add_english(&s, &t, capitals);
		done = line->end[t.to - 1];
		if (t.to < line->n && isalnum((unsigned char)*done))
			str_add_char(&s, ' ');
		i = t.to - 1;
	}
	if (done == text)
		return text;
	str_add(&s, done);
	return with_plain_colons(mem, str_text(&s));
}

struct names lines_in_english(struct arena *mem, const struct catalogue *c,
			      const struct names *lines)
{
	struct names english = { 0 };
	struct folded line;
	size_t longest = 0;

	for (size_t i = 0; i < lines->n; i++)
		longest = strlen(lines->at[i]) > longest ? strlen(lines->at[i]) : longest;
	line = (struct folded){ .c = arena_alloc(mem, (longest + 1) * sizeof(*line.c)),
				.at = arena_alloc(mem, (longest + 1) * sizeof(*line.at)),
				.end = arena_alloc(mem, (longest + 1) * sizeof(*line.end)),
				.runs = runs_make(mem, 3, 14) };
	for (size_t i = 0; i < lines->n; i++)
		list_push(mem, &english, line_in_english(mem, c, &line, lines->at[i]));
	return english;
}
