/* The words of a command against those of a pattern. */
#include "explain/command_match.h"

#include <fnmatch.h>
#include <string.h>

bool is_operator(const char *word)
{
	return strchr("|;&", word[0]) && word[0] && strlen(word) <= 2;
}

size_t segment_end(const struct names *words, size_t at)
{
	while (at < words->n && !is_operator(words->at[at]))
		at++;
	return at;
}

/* Letters behind one dash, which stand in any order, with others between them: -rf, -fr, -Rvf. */
static bool are_options(const char *word)
{
	size_t n = word[0] == '-' ? strspn(word + 1,
					   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
				  : 0;

	return n > 0 && n < 7 && !word[n + 1];
}

static bool has_options(const char *word, const char *wanted)
{
	for (wanted++; *wanted; wanted++)
		if (!strchr(word + 1, *wanted) &&
		    !((*wanted == 'r' || *wanted == 'R') && strpbrk(word + 1, "rR")))
			return false;
	return true;
}

/* "/usr/local/go/" is /usr/local/go. */
static bool same_word(const char *plain, const char *word)
{
	size_t n = strlen(plain);

	return str_equal(plain, word) ||
	       (n > 1 && strncmp(plain, word, n) == 0 && str_equal(word + n, "/"));
}

/* Most globs begin with another character than the word, which tells without a look at the rest. */
static bool may_begin_with(char first, char c)
{
	return first == c || first == '*' || first == '?' || first == '[' || first == '\\';
}

/* Up to `end`. fnmatch(3) converts both to wide characters each time, and most globs are plain. */
static bool one_glob_matches(const char *begin, const char *end, const char *word)
{
	char glob[200]; /* none is longer */
	size_t n = (size_t)(end - begin);

	if (!may_begin_with(n ? begin[0] : '\0', word[0]))
		return false;
	n = n < sizeof(glob) ? n : sizeof(glob) - 1;
	memcpy(glob, begin, n);
	glob[n] = '\0';
	if (strpbrk(glob, "*?[\\"))
		return fnmatch(glob, word, 0) == 0;
	if (are_options(glob) && n <= 3 && are_options(word))
		return has_options(word, glob);
	return same_word(glob, word);
}

/* Of those between the bars; `negated`: of those behind a !. */
static bool any_glob_matches(const char *globs, bool negated, const char *word)
{
	for (const char *end; *globs; globs = *end ? end + 1 : end) {
		for (end = globs; *end && *end != '|';)
			end++;
		if ((!negated || globs[0] == '!') && one_glob_matches(globs + negated, end, word))
			return true;
	}
	return false;
}

bool glob_matches(const char *globs, const char *word)
{
	return any_glob_matches(globs, false, word) && !any_glob_matches(globs, true, word);
}

/* {name=GLOBS}; a brace alone is a word of the shell. */
static bool is_blank(const char *word)
{
	return word[0] == '{' && strlen(word) > 2 && str_ends(word, "}");
}

static bool word_matches(struct arena *mem, const char *pattern, const char *word,
			 struct kept *kept)
{
	const char *equals, *end;

	if (is_operator(pattern) || is_operator(word))
		return str_equal(pattern, word);
	if (!is_blank(pattern))
		return glob_matches(pattern, word);
	equals = strchr(pattern, '=');
	end = pattern + strlen(pattern) - 1;
	if (equals &&
	    !glob_matches(arena_strndup(mem, equals + 1, (size_t)(end - equals - 1)), word))
		return false;
	if (kept->n < KEPT_MOST) {
		kept->name[kept->n] = arena_strndup(
			mem, pattern + 1, (size_t)((equals ? equals : end) - pattern - 1));
		kept->word[kept->n++] = word;
	}
	return true;
}

bool words_match(struct arena *mem, const char *const *pattern, size_t pattern_n,
		 const char *const *words, size_t n, struct kept *kept)
{
	struct kept before = *kept;

	if (pattern_n == 0)
		return n == 0;
	if (str_equal(pattern[0], "...")) {
		for (size_t skipped = 0; skipped <= n; skipped++) {
			*kept = before;
			if (words_match(mem, pattern + 1, pattern_n - 1, words + skipped,
					n - skipped, kept))
				return true;
		}
		return false;
	}
	return n > 0 && word_matches(mem, pattern[0], words[0], kept) &&
	       words_match(mem, pattern + 1, pattern_n - 1, words + 1, n - 1, kept);
}

/* ---- which patterns can match at all ---- */

static uint64_t mark_of_bytes(const char *word, size_t n)
{
	uint64_t hash = hash_bytes(HASH_BEGIN, (struct bytes){ word, n });

	return (uint64_t)1 << (hash ^ hash >> 32) % 64;
}

static uint64_t mark_of(const char *word)
{
	return mark_of_bytes(word, strlen(word));
}

/* No glob, and no options, which may stand in any order. */
static bool is_fixed(const char *word)
{
	return *word && !is_blank(word) && !strpbrk(word, "*?[\\!") && !strstr(word, "...") &&
	       !are_options(word);
}

/* {name=GLOBS} has its words as GLOBS alone has them. */
static struct names words_between_bars(struct arena *mem, const char *word)
{
	const char *equals = is_blank(word) ? strchr(word, '=') : NULL;

	if (is_operator(word))
		return (struct names){ 0 };
	if (equals)
		word = arena_strndup(mem, equals + 1, strlen(equals + 1) - 1);
	return str_split(mem, word, '|');
}

struct pattern_marks pattern_marks(struct arena *mem, const struct names *pattern)
{
	struct pattern_marks marks = { 0 };

	for (size_t i = 0; i < pattern->n; i++) {
		struct names words = words_between_bars(mem, pattern->at[i]);
		uint64_t these = is_operator(pattern->at[i]) ? mark_of(pattern->at[i]) : 0;
		bool fixed = true;

		for (size_t k = 0; k < words.n; k++) {
			fixed = fixed && is_fixed(words.at[k]);
			these |= mark_of(words.at[k]);
		}
		if (words.n < 2 && fixed)
			marks.all |= these;
		else if (fixed && !marks.any)
			marks.any = these;
	}
	return marks;
}

bool marks_may_match(struct pattern_marks pattern, uint64_t words)
{
	return !(pattern.all & ~words) && (!pattern.any || pattern.any & words);
}

/* As they were typed, and as a pattern may have them: /usr/local/go/ without its last sign, go for /usr/bin/go.exe. */
uint64_t words_marks(const struct names *words)
{
	uint64_t marks = 0;

	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->at[i], *name = path_name(word);
		size_t n = strlen(word);

		marks |= mark_of(word) | mark_of(name);
		if (n > 1 && word[n - 1] == '/')
			marks |= mark_of_bytes(word, n - 1);
		if (str_ends(name, ".exe"))
			marks |= mark_of_bytes(name, strlen(name) - strlen(".exe"));
	}
	return marks;
}
