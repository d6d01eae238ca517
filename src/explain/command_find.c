/* Comparing a command line with the commands that are known. */
#include "explain/command.h"

#include <fnmatch.h>
#include <string.h>

#include "base/i18n.h"
#include "explain/text.h"

const char *command_verdict_name(enum command_verdict verdict)
{
	static const char *const names[] = { "fine", "does-nothing", "outdated", "harmful" };

	return names[verdict];
}

enum { KEPT_MOST = 6 };
struct kept {
	const char *name[KEPT_MOST];
	const char *word[KEPT_MOST];
	size_t n;
};

/* ---- words against a pattern ---- */

static bool is_operator(const char *word)
{
	return strchr("|;&", word[0]) && word[0] && strlen(word) <= 2;
}

/* fnmatch(3) converts both to wide characters each time, and most words of a pattern are plain. */
static bool one_glob_matches(const char *glob, const char *word)
{
	return strpbrk(glob, "*?[\\") ? fnmatch(glob, word, 0) == 0 : str_equal(glob, word);
}

/* One of the globs, and none of those behind a `!`. */
static bool glob_matches(const char *globs, const char *word)
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

static bool words_match(struct arena *mem, const char *const *pattern, size_t pattern_n,
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

/* ---- the parts of a command line ---- */

static size_t segment_end(const struct names *words, size_t at)
{
	while (at < words->n && !is_operator(words->at[at]))
		at++;
	return at;
}

static bool is_assignment(const char *word)
{
	const char *equals = strchr(word, '=');

	return equals && equals > word && strcspn(word, "-/.:$ ") >= (size_t)(equals - word);
}

/* Where the command itself begins: behind NAME=value, sudo and its options, env. */
static size_t command_begin(const struct names *words, size_t at, size_t end)
{
	while (at < end &&
	       (is_assignment(words->at[at]) || str_equal(words->at[at], "sudo") ||
		str_equal(words->at[at], "env") || str_equal(words->at[at], "then") ||
		(at > 0 && str_equal(words->at[at - 1], "sudo") && words->at[at][0] == '-')))
		at++;
	return at;
}

static bool types_match(struct arena *mem, const struct names *pattern, const struct names *words,
			struct kept *kept)
{
	bool whole = names_hold(pattern, "|");

	if (whole)
		return words_match(mem, pattern->at, pattern->n, words->at, words->n, kept);
	for (size_t at = 0, end; at < words->n; at = end + 1) {
		size_t begin;

		end = segment_end(words, at);
		begin = command_begin(words, at, end);
		*kept = (struct kept){ 0 };
		if (words_match(mem, pattern->at, pattern->n, words->at + at, end - at, kept))
			return true;
		*kept = (struct kept){ 0 };
		if (begin > at &&
		    words_match(mem, pattern->at, pattern->n, words->at + begin, end - begin, kept))
			return true;
	}
	return false;
}

/* ---- assignments, however they are written ---- */

static bool assignment_is(struct arena *mem, const struct names *pattern, const char *name,
			  size_t name_n, const char *value, struct kept *kept)
{
	const char *text = arena_strndup(mem, name, name_n);

	if (!glob_matches(pattern->at[0], text) || !glob_matches(pattern->at[1], value))
		return false;
	*kept = (struct kept){ .name = { "name", "value" }, .word = { text, value }, .n = 2 };
	return true;
}

/* "GOFLAGS=-mod=mod go build": it is gone after that command. */
static bool is_for_one_command(const struct names *words, size_t at)
{
	size_t begin = at, end = at;

	while (begin > 0 && is_assignment(words->at[begin - 1]))
		begin--;
	while (end < words->n && is_assignment(words->at[end]))
		end++;
	return (begin == 0 || is_operator(words->at[begin - 1])) && end < words->n &&
	       !is_operator(words->at[end]);
}

static bool assigns_match(struct arena *mem, const struct names *pattern, const struct names *words,
			  bool for_good, struct kept *kept)
{
	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->at[i], *equals = strchr(word, '=');

		if (is_assignment(word) && !(for_good && is_for_one_command(words, i)) &&
		    assignment_is(mem, pattern, word, (size_t)(equals - word), equals + 1, kept))
			return true;
		/* PowerShell's: $env:NAME = "VALUE" */
		if (str_starts(word, "$env:") && i + 2 < words->n &&
		    str_equal(words->at[i + 1], "=") &&
		    assignment_is(mem, pattern, word + 5, strlen(word + 5), words->at[i + 2], kept))
			return true;
		/* fish's, csh's and cmd's: set -gx NAME VALUE, setenv NAME VALUE, setx NAME VALUE */
		if ((str_equal(words->at[0], "set") || str_equal(words->at[0], "setenv") ||
		     str_equal(words->at[0], "setx")) &&
		    i > 0 && i + 1 < words->n && word[0] != '-' &&
		    assignment_is(mem, pattern, word, strlen(word), words->at[i + 1], kept))
			return true;
	}
	return false;
}

/* ---- what is said of it ---- */

static bool holds_on(const char *on, struct command_machine machine)
{
	return !on || str_equal(on, os_name(machine.os)) || str_equal(on, arch_name(machine.cpu));
}

static const char *plain_text(struct arena *mem, const char *word)
{
	struct str s = { .mem = mem };
	size_t length, n = strlen(word);

	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(word + i, n - i, &length);

		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		else if (c == 0x3001 || c == 0x3002)
			c = ',';
		add_character(&s, c);
	}
	return str_text(&s);
}

/* {package}, {package:bare} without its @version, {value:plain} in ASCII. */
static const char *filled_in(struct arena *mem, const char *text, const struct kept *kept)
{
	struct str s = { .mem = mem };

	while (*text) {
		const char *end = *text == '{' ? strchr(text, '}') : NULL;
		size_t k = kept->n;

		for (k = 0; end && k < kept->n; k++) {
			size_t n = strlen(kept->name[k]);

			if (strncmp(text + 1, kept->name[k], n) == 0 && strchr(":}", text[1 + n]))
				break;
		}
		if (!end || k == kept->n) {
			str_add_char(&s, *text++);
			continue;
		}
		if (end - text > 6 && strncmp(end - 5, ":bare", 5) == 0)
			str_add_bytes(&s, kept->word[k], strcspn(kept->word[k], "@"));
		else if (end - text > 7 && strncmp(end - 6, ":plain", 6) == 0)
			str_add(&s, plain_text(mem, kept->word[k]));
		else
			str_add(&s, kept->word[k]);
		text = end + 1;
	}
	return str_text(&s);
}

static const char *why_here(struct arena *mem, const struct command_entry *entry,
			    struct command_machine machine, const struct kept *kept)
{
	struct str s = { .mem = mem };

	str_add(&s, _(entry->why));
	for (size_t i = 0; i < entry->here.n; i++)
		if (holds_on(entry->here.at[i].on, machine))
			str_fmt(&s, " %s", entry->here.at[i].text);
	if (entry->undo) {
		str_add_char(&s, ' ');
		str_fmt(&s, _("If it was run: %s"), filled_in(mem, entry->undo, kept));
	}
	return str_text(&s);
}

static bool entry_matches(struct arena *mem, const struct command_entry *entry,
			  const struct names *words, struct kept *kept)
{
	for (size_t i = 0; i < entry->types.n; i++) {
		*kept = (struct kept){ 0 };
		if (types_match(mem, &entry->types.at[i], words, kept))
			return true;
	}
	for (size_t i = 0; i < entry->assigns.n; i++)
		if (assigns_match(mem, &entry->assigns.at[i], words, false, kept))
			return true;
	for (size_t i = 0; i < entry->keeps.n; i++)
		if (assigns_match(mem, &entry->keeps.at[i], words, true, kept))
			return true;
	return false;
}

/* Takes what is worse than what was found before. */
static void find_worst(struct arena *mem, const struct command_entries *entries,
		       const struct names *words, struct command_machine machine,
		       struct command_match *ret)
{
	for (size_t i = 0; i < entries->n; i++) {
		const struct command_entry *entry = &entries->at[i];
		struct kept kept = { 0 };

		if ((ret->entry && entry->verdict <= ret->entry->verdict) ||
		    !holds_on(entry->on, machine) || !entry_matches(mem, entry, words, &kept))
			continue;
		*ret = (struct command_match){
			.entry = entry,
			.instead = entry->instead ? filled_in(mem, _(entry->instead), &kept) : NULL,
			.why = why_here(mem, entry, machine, &kept),
		};
	}
}

/* The line that `echo LINE >> FILE` or `echo LINE | tee -a FILE` writes, as a command of its own. */
static struct names written_line(struct arena *mem, const struct names *words)
{
	struct str line = { .mem = mem };
	size_t at = 1;

	if (words->n < 3 ||
	    (!str_equal(words->at[0], "echo") && !str_equal(words->at[0], "printf")))
		return (struct names){ 0 };
	while (at + 1 < words->n && words->at[at][0] == '-')
		at++;
	for (const char *c = words->at[at]; *c; c++)
		if (c[0] != '\\' || c[1] != '~') /* it is quoted for echo only */
			str_add_char(&line, *c);
	for (size_t i = at + 1; i < words->n; i++)
		if (words->at[i][0] == '>' || str_equal(words->at[i], "tee"))
			return command_words(mem, str_text(&line));
	return (struct names){ 0 };
}

bool command_find(struct arena *mem, const struct command_entries *entries,
		  const struct pipeline *p, struct command_machine machine,
		  struct command_match *ret)
{
	enum { WORDS_MOST = 120 }; /* nobody's article has a longer command */
	struct names written;

	*ret = (struct command_match){ 0 };
	if (p->words.n > WORDS_MOST)
		return false;
	find_worst(mem, entries, &p->words, machine, ret);
	written = written_line(mem, &p->words);
	if (written.n && written.n <= WORDS_MOST)
		find_worst(mem, entries, &written, machine, ret);
	return ret->entry != NULL;
}
