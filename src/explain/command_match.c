/* The words of a command against those of a pattern. */
#include "explain/command_match.h"

#include <fnmatch.h>
#include <string.h>

bool is_operator(const char *word)
{
	return strchr("|;&", word[0]) && word[0] && strlen(word) <= 2;
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

/* fnmatch(3) converts both to wide characters each time, and most words of a pattern are plain. */
static bool one_glob_matches(const char *glob, const char *word)
{
	if (strpbrk(glob, "*?[\\"))
		return fnmatch(glob, word, 0) == 0;
	if (are_options(glob) && strlen(glob) <= 3 && are_options(word))
		return has_options(word, glob);
	return same_word(glob, word);
}

bool glob_matches(const char *globs, const char *word)
{
	bool matches = false;
	char one[200];

	while (*globs) {
		size_t n = strcspn(globs, "|");

		if (n < sizeof(one)) {
			memcpy(one, globs, n);
			one[n] = '\0';
			if (one[0] == '!' && one_glob_matches(one + 1, word))
				return false;
			matches = matches || one_glob_matches(one, word);
		}
		globs += n + (globs[n] == '|');
	}
	return matches;
}

static bool word_matches(struct arena *mem, const char *pattern, const char *word,
			 struct kept *kept)
{
	const char *equals, *end;

	if (is_operator(pattern) || is_operator(word))
		return str_equal(pattern, word);
	if (pattern[0] != '{')
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
