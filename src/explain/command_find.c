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
	       (is_assignment(words->at[at]) ||
		glob_matches("sudo|doas|env|then|do|else|time|nohup|nice|!", words->at[at]) ||
		(at > 0 && str_equal(words->at[at - 1], "sudo") && words->at[at][0] == '-')))
		at++;
	return at;
}

/* The words of one command; a program that was typed with its folder has its name alone. */
static bool segment_matches(struct arena *mem, const struct names *pattern,
			    const struct names *words, size_t begin, size_t end, struct kept *kept)
{
	const char *first = words->at[begin], *name = path_name(first);
	struct names named = { 0 };

	*kept = (struct kept){ 0 };
	if (words_match(mem, pattern->at, pattern->n, words->at + begin, end - begin, kept))
		return true;
	if (name == first || !*name || first[0] == '.')
		return false;
	list_push(mem, &named, name);
	for (size_t i = begin + 1; i < end; i++)
		list_push(mem, &named, words->at[i]);
	*kept = (struct kept){ 0 };
	return words_match(mem, pattern->at, pattern->n, named.at, named.n, kept);
}

static bool types_match(struct arena *mem, const struct names *pattern, const struct names *words,
			struct kept *kept)
{
	bool whole = names_hold(pattern, "|") || names_hold(pattern, ";");

	if (whole)
		return words_match(mem, pattern->at, pattern->n, words->at, words->n, kept);
	for (size_t at = 0, end; at < words->n; at = end + 1) {
		size_t begin;

		end = segment_end(words, at);
		begin = command_begin(words, at, end);
		if (at < end && segment_matches(mem, pattern, words, at, end, kept))
			return true;
		if (begin > at && begin < end &&
		    segment_matches(mem, pattern, words, begin, end, kept))
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

/* A list of fish's is what PATH has with colons: set -gx PATH /usr/local/go/bin $PATH */
static const char *list_value(struct arena *mem, const struct names *words, size_t at)
{
	struct str s = { .mem = mem };

	for (size_t i = at; i < segment_end(words, at); i++)
		str_fmt(&s, "%s%s", i > at ? ":" : "", words->at[i]);
	return str_text(&s);
}

/* fish's, csh's, cmd's and Docker's: set -gx NAME VALUE, setenv NAME VALUE, setx NAME VALUE, ENV ... */
static bool is_name_of_set(const struct names *words, size_t at)
{
	size_t begin = at;

	while (begin > 0 && !is_operator(words->at[begin - 1]))
		begin--;
	return at > begin && at + 1 < words->n && words->at[at][0] != '-' &&
	       glob_matches("set|setenv|setx|ENV", words->at[begin]);
}

static bool assigns_match(struct arena *mem, const struct names *pattern, const struct names *words,
			  bool for_good, struct kept *kept)
{
	for (size_t i = 0; i < words->n; i++) {
		const char *word = words->at[i], *equals = strchr(word, '=');

		if (is_assignment(word) && !(for_good && is_for_one_command(words, i)) &&
		    assignment_is(mem, pattern, word, (size_t)(equals - word), equals + 1, kept))
			return true;
		/* PowerShell's: $env:NAME = "VALUE", and nushell's: $env.NAME = "VALUE" */
		if (glob_matches("$env[:.]*", word) && i + 2 < words->n &&
		    str_equal(words->at[i + 1], "=") &&
		    assignment_is(mem, pattern, word + 5, strlen(word + 5), words->at[i + 2], kept))
			return true;
		if (is_name_of_set(words, i) && assignment_is(mem, pattern, word, strlen(word),
							      list_value(mem, words, i + 1), kept))
			return true;
	}
	return false;
}

/* ---- what is said of it ---- */

/* "unzip ... bin/protoc" is whole where the paste unpacks include as well. */
static bool is_made_good(const struct command_entry *entry, const struct names *words,
			 const struct pipelines *paste)
{
	struct pipeline alone = { .words = *words };
	struct pipelines all = { .at = &alone, .n = 1 };

	if (!entry->unless)
		return false;
	if (paste)
		all = *paste;
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < all.at[i].words.n; k++)
			if (glob_matches(entry->unless, all.at[i].words.at[k]))
				return true;
	return false;
}

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
		    !holds_on(entry->on, machine) || !entry_matches(mem, entry, words, &kept) ||
		    is_made_good(entry, words, machine.paste))
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
		if (c[0] != '\\' || !strchr("~$", c[1]) || !c[1]) /* it is quoted for echo only */
			str_add_char(&line, *c);
	for (size_t i = at + 1; i < words->n; i++)
		if (words->at[i][0] == '>' || str_equal(words->at[i], "tee"))
			return command_words(mem, str_text(&line));
	return (struct names){ 0 };
}

/* What `find -exec COMMAND ;` and `xargs COMMAND` start. */
static struct names rest_of_command(struct arena *mem, const struct names *words, size_t at)
{
	struct names rest = { 0 };

	for (size_t i = at; i < segment_end(words, at); i++)
		list_push(mem, &rest, words->at[i]);
	return rest;
}

/* What `bash -c COMMAND` and the like start, as a command of its own. */
static struct names inner_command(struct arena *mem, const struct names *words, size_t at)
{
	static const char shells[] =
		" bash sh zsh dash ash fish su cmd cmd.exe powershell pwsh wsl wsl.exe ";
	size_t begin = at;

	if (at > 0 && glob_matches("-exec|-execdir|xargs", words->at[at - 1]))
		return rest_of_command(mem, words, at);

	if (at < 1 || !glob_matches("-c|-lc|-ic|-ilc|-lic|-xc|-ec|-exc|/c|/C|-Command|--command",
				    words->at[at - 1]))
		return (struct names){ 0 };
	while (begin > 0 && !is_operator(words->at[begin - 1]))
		begin--;
	for (; begin + 1 < at; begin++) {
		const char *name = arena_fmt(mem, " %s ", path_name(words->at[begin]));

		if (strstr(shells, name))
			return command_words(mem, words->at[at]);
	}
	return (struct names){ 0 };
}

static void find_in(struct arena *mem, const struct command_entries *entries,
		    const struct names *words, struct command_machine machine, int depth,
		    struct command_match *ret)
{
	enum { WORDS_MOST = 120, DEEPEST = 3 }; /* nobody's article has a longer command */
	struct names inner;

	if (!words->n || words->n > WORDS_MOST || depth > DEEPEST)
		return;
	find_worst(mem, entries, words, machine, ret);
	inner = written_line(mem, words);
	find_in(mem, entries, &inner, machine, depth + 1, ret);
	for (size_t i = 1; i < words->n; i++) {
		inner = inner_command(mem, words, i);
		find_in(mem, entries, &inner, machine, depth + 1, ret);
	}
}

bool command_find(struct arena *mem, const struct command_entries *entries,
		  const struct pipeline *p, struct command_machine machine,
		  struct command_match *ret)
{
	*ret = (struct command_match){ 0 };
	find_in(mem, entries, &p->words, machine, 0, ret);
	return ret->entry != NULL;
}
