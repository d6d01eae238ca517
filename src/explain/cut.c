/* A paste that ends in the middle of a word or sentence: the words of the catalogue say how it went on. */
#include "explain/cut.h"

#include <string.h>

#include "explain/text.h"

enum {
	ENOUGH = 10,  /* characters that are there, so that it is nobody else's sentence */
	LONGEST = 400 /* characters of a line that are looked at */
};

struct characters {
	uint32_t at[LONGEST];
	size_t n;
};

/* The last of them, as they are compared. */
static void fold_end(const char *text, struct characters *ret)
{
	size_t n = strlen(text), length, skip = n > LONGEST ? n - LONGEST : 0;

	ret->n = 0;
	for (size_t i = skip; i < n; i += length)
		ret->at[ret->n++] = fold_character(next_character(text + i, n - i, &length));
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || c >= 0xc0;
}

/* "command not": no sentence ends with such a word. */
static bool ends_with_little_word(const struct characters *words, size_t n)
{
	static const char *const little[] = { " not", " to", " is", " or",
					      " the", " be", " in", " of" };

	for (size_t i = 0; i < sizeof(little) / sizeof(little[0]); i++) {
		size_t length = strlen(little[i]), k = 0;

		while (k < length && n >= length &&
		       words->at[n - length + k] == (unsigned char)little[i][k])
			k++;
		if (k == length)
			return true;
	}
	return false;
}

static bool breaks_off(const struct characters *words, size_t n)
{
	return (is_letter(words->at[n]) && is_letter(words->at[n - 1])) ||
	       (words->at[n] == ' ' && ends_with_little_word(words, n));
}

/* One word alone, as "descriptor", ends many a sentence of others. */
static bool has_two_words(const struct characters *words, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (words->at[i] == ' ')
			return true;
	return false;
}

/* How many characters of `words` the text ends with, if it breaks off there or has them all. */
static size_t characters_there(const struct characters *text, const struct characters *words)
{
	size_t most = text->n < words->n ? text->n : words->n;

	for (size_t n = most; n >= ENOUGH; n--) {
		const uint32_t *end = text->at + text->n - n;

		if (end[0] == words->at[0] && memcmp(end, words->at, n * sizeof(uint32_t)) == 0 &&
		    (n == words->n || (breaks_off(words, n) && has_two_words(words, n))))
			return n;
	}
	return 0;
}

/* Which two characters stand side by side in the text: most messages begin with others. */
struct pairs {
	bool has[1024];
};

static bool *pair(struct pairs *pairs, const uint32_t *two)
{
	return &pairs->has[(two[0] * 31 + two[1]) % 1024];
}

static void note_pairs(const struct characters *text, struct pairs *ret)
{
	for (size_t i = 0; i + ENOUGH <= text->n; i++)
		*pair(ret, text->at + i) = true;
}

struct completion {
	struct characters words; /* of the catalogue */
	size_t there;
	bool doubtful; /* others that begin so go on otherwise, or end there */
};

static void consider(const char *words, const struct characters *text, struct completion *best)
{
	struct completion one;

	fold_end(words, &one.words);
	one.there = characters_there(text, &one.words);
	if (!one.there || one.there < best->there)
		return;
	one.doubtful = one.there == one.words.n ||
		       (one.there == best->there &&
			(best->doubtful || one.words.at[one.there] != best->words.at[best->there]));
	*best = one;
}

const char *cut_completed(struct arena *mem, const struct catalogue *c, const char *line)
{
	struct characters text;
	struct completion best = { 0 };
	struct pairs pairs = { 0 };
	struct str s = { .mem = mem };

	fold_end(line, &text);
	if (text.n < ENOUGH || !is_letter(text.at[text.n - 1]))
		return line;
	note_pairs(&text, &pairs);
	for (size_t i = 0; i < c->endings.n; i++)
		if (*pair(&pairs, c->endings.at[i].first))
			consider(c->endings.at[i].words, &text, &best);
	if (!best.there || best.doubtful)
		return line;
	str_add(&s, line);
	for (size_t i = best.there; i < best.words.n; i++)
		str_add_utf8(&s, best.words.at[i]);
	return str_text(&s);
}
