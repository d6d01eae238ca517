/* Comparing a command line with the commands that are known. */
#include "explain/command_match.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "explain/text.h"
#include "explain/words.h"
#include "shell/lines.h"

const char *command_verdict_name(enum command_verdict verdict)
{
	static const char *const names[] = { "fine", "does-nothing", "outdated", "harmful",
					     "unknown" };

	return names[verdict];
}

/* ---- the parts of a command line ---- */

/* Its name alone, of one that was typed with its folder or as Windows has it: go.exe. */
static const char *bare_name(struct arena *mem, const char *first)
{
	const char *name = first[0] == '.' || is_assignment_word(first) ? first : path_name(first);
	size_t n = strlen(name);

	return n > 4 && str_ends(name, ".exe") ? arena_strndup(mem, name, n - 4) : name;
}

/* Where a pattern may begin: the words from there to the end of their command, as they were typed and, where that
 * is something else, with its name alone. GOBIN=DIR sudo go install: "sudo go" and "go" alike may be one's begin. */
struct start {
	struct names typed, named;
};
struct starts LIST_OF(struct start);

static void add_start(struct arena *mem, struct starts *starts, const struct names *words,
		      size_t begin, size_t end)
{
	const char *first = words->at[begin], *name = bare_name(mem, first);
	struct start *start = list_add(mem, starts);

	*start = (struct start){ .typed = { .at = words->at + begin, .n = end - begin } };
	if (name == first || !*name)
		return;
	list_push(mem, &start->named, name);
	for (size_t i = begin + 1; i < end; i++)
		list_push(mem, &start->named, words->at[i]);
}

static struct starts starts_of(struct arena *mem, const struct names *words)
{
	struct starts starts = { 0 };

	for (size_t at = 0, end; at < words->n; at = end + 1) {
		size_t begin;

		end = segment_end(words, at);
		begin = command_begin(words, at, end);
		for (size_t i = at; i < end && i <= begin; i++)
			add_start(mem, &starts, words, i, end);
	}
	return starts;
}

static bool start_matches(struct arena *mem, const struct names *pattern, const struct start *start,
			  struct kept *kept)
{
	*kept = (struct kept){ 0 };
	if (words_match(mem, pattern->at, pattern->n, start->typed.at, start->typed.n, kept))
		return true;
	*kept = (struct kept){ 0 };
	return start->named.n &&
	       words_match(mem, pattern->at, pattern->n, start->named.at, start->named.n, kept);
}

static bool is_of_all(const struct names *pattern)
{
	for (size_t i = 0; i < pattern->n; i++)
		if (is_operator(pattern->at[i]))
			return true;
	return false;
}

/* sudo curl ... | sh, do curl ... | sh: one that speaks of all may begin behind what stands in front of a command. */
static bool all_match(struct arena *mem, const struct names *pattern, const struct names *words,
		      struct kept *kept)
{
	size_t begin = command_begin(words, 0, words->n);

	*kept = (struct kept){ 0 };
	if (words_match(mem, pattern->at, pattern->n, words->at, words->n, kept))
		return true;
	*kept = (struct kept){ 0 };
	return begin > 0 &&
	       words_match(mem, pattern->at, pattern->n, words->at + begin, words->n - begin, kept);
}

static bool types_match(struct arena *mem, const struct names *pattern, const struct names *words,
			const struct starts *starts, struct kept *kept)
{
	if (is_of_all(pattern))
		return all_match(mem, pattern, words, kept);
	for (size_t i = 0; i < starts->n; i++)
		if (start_matches(mem, pattern, &starts->at[i], kept))
			return true;
	return false;
}

/* ---- variables that are set, however that is written ---- */

struct setting {
	const char *name, *value;
	bool passing; /* gone after that one command: GOFLAGS=-mod=mod go build */
};
struct settings LIST_OF(struct setting);

static void add_assignment(struct arena *mem, struct settings *s, const char *word, bool passing)
{
	size_t name, value;

	if (assignment_begins(word, &name, &value))
		*list_add(mem, s) =
			(struct setting){ arena_strndup(mem, word, name), word + value, passing };
}

/* A list of fish's is what PATH has with colons: set -gx PATH /usr/local/go/bin $PATH */
static const char *list_value(struct arena *mem, const struct names *words, size_t at, size_t end)
{
	struct str s = { .mem = mem };

	for (size_t i = at; i < end; i++)
		str_fmt(&s, "%s%s", i > at ? ":" : "", words->at[i]);
	return str_text(&s);
}

static bool is_writer(const char *word)
{
	return glob_matches("echo|printf", word);
}

/* NAME=VALUE in front of a command or behind one, NAME VALUE behind those that set it so, and the $env of PowerShell
 * and nushell. */
static void add_of_segment(struct arena *mem, const struct names *words, size_t at, size_t end,
			   struct settings *s)
{
	size_t begin = command_begin(words, at, end);
	const char *how = begin < end ? words_find("set", path_name(words->at[begin])) : NULL;

	if (begin < end && is_writer(words->at[begin]))
		end = begin; /* what it writes is looked at as a line of its own */
	for (size_t i = at; i < end; i++) {
		const char *word = words->at[i];
		bool env = str_starts(word, "$env:") || str_starts(word, "$env.");

		add_assignment(mem, s, word, i < begin ? begin < end : !how);
		if (env && i + 2 < end && str_equal(words->at[i + 1], "="))
			*list_add(mem, s) = (struct setting){ word + 5, words->at[i + 2], false };
		if (how && str_starts(how, " NAME VALUE") && i > begin && i + 1 < end &&
		    word[0] != '-')
			*list_add(mem, s) =
				(struct setting){ word, list_value(mem, words, i + 1, end), false };
	}
}

static struct settings settings_of(struct arena *mem, const struct names *words)
{
	struct settings s = { 0 };

	for (size_t at = 0, end; at < words->n; at = end + 1) {
		end = segment_end(words, at);
		add_of_segment(mem, words, at, end, &s);
	}
	return s;
}

static bool is_set(const struct names *pattern, const struct settings *settings, bool for_good,
		   struct kept *kept)
{
	for (size_t i = 0; i < settings->n; i++) {
		const struct setting *s = &settings->at[i];

		if ((for_good && s->passing) || !glob_matches(pattern->at[0], s->name) ||
		    !glob_matches(pattern->at[1], s->value))
			continue;
		*kept = (struct kept){ { "name", "value" }, { s->name, s->value }, 2 };
		return true;
	}
	return false;
}

/* ---- what is said of it ---- */

/* "unzip ... bin/protoc" is whole where the paste unpacks include as well. */
static bool is_made_good(const struct command_entry *entry, const struct names *words,
			 const struct pipelines *paste)
{
	enum { MOST = 300 }; /* commands: of a log the last ones */
	struct pipeline alone = { .words = *words };
	struct pipelines all = { .at = &alone, .n = 1 };

	if (!entry->unless)
		return false;
	if (paste)
		all = *paste;
	for (size_t i = all.n > MOST ? all.n - MOST : 0; i < all.n; i++)
		for (size_t k = 0; k < all.at[i].words.n; k++)
			if (glob_matches(entry->unless, all.at[i].words.at[k]))
				return true;
	return false;
}

static bool is_word_at(const char *at, size_t n, const char *word)
{
	return word && strlen(word) == n && strncmp(at, word, n) == 0;
}

/* "darwin arm64 !fish": all that is named. */
static bool holds_on(const char *on, struct command_machine machine)
{
	while (on && *on) {
		size_t n = strcspn(on, " ");
		size_t no = *on == '!';

		if ((is_word_at(on + no, n - no, os_name(machine.os)) ||
		     is_word_at(on + no, n - no, arch_name(machine.cpu)) ||
		     is_word_at(on + no, n - no, machine.image ? "image" : NULL) ||
		     is_word_at(on + no, n - no, machine.wsl ? "wsl" : NULL) ||
		     is_word_at(on + no, n - no, machine.shell)) == (no == 1))
			return false;
		on += n + (on[n] == ' ');
	}
	return true;
}

/* In ASCII, with the sign that lists of this variable have in the place of Windows' semicolon. */
static const char *plain_text(struct arena *mem, const char *word, char between)
{
	struct str s = { .mem = mem };
	size_t length, n = strlen(word);

	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(word + i, n - i, &length);

		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		else if (c == 0x3001 || c == 0x3002)
			c = ',';
		else if (c == 0x201c || c == 0x201d)
			c = '"';
		else if (c == 0x2018 || c == 0x2019)
			c = '\'';
		str_add_utf8(&s, c == ';' ? (uint32_t)between : c);
	}
	return str_text(&s);
}

/* PowerShell's $env:NAME is NAME. */
static const char *without_env(const char *word)
{
	return str_starts(word, "$env:") ? word + strlen("$env:") : word;
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
			str_add_bytes(&s, without_env(kept->word[k]),
				      strcspn(without_env(kept->word[k]), "@"));
		else if (end - text > 7 && strncmp(end - 6, ":plain", 6) == 0)
			str_add(&s, plain_text(mem, kept->word[k],
					       strcasecmp(kept->word[0], "PATH") ? ',' : ':'));
		else
			str_add(&s, kept->word[k]);
		text = end + 1;
	}
	return str_text(&s);
}

/* "the same without --HEAD": the word, which can be taken out of what was typed; NULL. */
static const char *word_without(struct arena *mem, const struct command_entry *entry,
				const struct kept *kept)
{
	static const char same[] = "the same without ";

	return entry->instead && str_starts(entry->instead, same)
		       ? filled_in(mem, entry->instead + strlen(same), kept)
		       : NULL;
}

static const char *why_here(struct arena *mem, const struct command_entry *entry,
			    struct command_machine machine, const struct kept *kept)
{
	const char *why = _(entry->why);

	for (size_t i = 0; i < entry->here.n; i++)
		if (holds_on(entry->here.at[i].on, machine))
			why = str_sentences(mem, why, _(entry->here.at[i].text));
	if (entry->undo)
		why = str_sentences(mem, why,
				    arena_fmt(mem, _("If it was run: %s"),
					      filled_in(mem, _(entry->undo), kept)));
	return why;
}

/* The words of a command, as entries ask for them. */
struct line {
	const struct names *words;
	uint64_t marks; /* words_marks */
	struct starts starts;
	struct settings settings;
};

static bool entry_matches(struct arena *mem, const struct command_entry *entry,
			  const struct line *line, struct kept *kept, bool *ret_of_all)
{
	*ret_of_all = false;
	for (size_t i = 0; i < entry->types.n; i++) {
		const struct typed_pattern *typed = &entry->types.at[i];

		if (!marks_may_match(typed->marks, line->marks) ||
		    !types_match(mem, &typed->words, line->words, &line->starts, kept))
			continue;
		*ret_of_all = is_of_all(&typed->words);
		return true;
	}
	for (size_t i = 0; i < entry->assigns.n; i++)
		if (is_set(&entry->assigns.at[i], &line->settings, false, kept))
			return true;
	for (size_t i = 0; i < entry->keeps.n; i++)
		if (is_set(&entry->keeps.at[i], &line->settings, true, kept))
			return true;
	return false;
}

/* Takes what is worse than what was found before. */
static void find_worst(struct arena *mem, const struct command_entries *entries,
		       const struct names *words, struct command_machine machine,
		       struct command_match *ret)
{
	struct line line = { words, words_marks(words), starts_of(mem, words),
			     settings_of(mem, words) };

	for (size_t i = 0; i < entries->n; i++) {
		const struct command_entry *entry = &entries->at[i];
		struct kept kept = { 0 };
		bool of_all;

		if ((ret->entry && entry->verdict <= ret->entry->verdict) ||
		    !holds_on(entry->on, machine) ||
		    !entry_matches(mem, entry, &line, &kept, &of_all) ||
		    is_made_good(entry, words, machine.paste))
			continue;
		if (kept.n < KEPT_MOST) {
			kept.name[kept.n] = "go-bin";
			kept.word[kept.n++] = machine.go_bin ? machine.go_bin : "/usr/local/go/bin";
		}
		*ret = (struct command_match){
			.entry = entry,
			.instead = entry->instead ? filled_in(mem, _(entry->instead), &kept) : NULL,
			.without = word_without(mem, entry, &kept),
			.why = why_here(mem, entry, machine, &kept),
			.of_all = of_all,
		};
	}
}

/* What is quoted for the writer's shell only stands in the line without its backslash. */
static struct names line_of(struct arena *mem, const char *quoted)
{
	struct str line = { .mem = mem };

	for (const char *c = quoted; *c; c++)
		if (c[0] != '\\' || !strchr("~$", c[1]) || !c[1])
			str_add_char(&line, *c);
	return command_words(mem, str_text(&line));
}

/* tee -a FILE <<< LINE, cat >> FILE <<<LINE: what the line of a here string is. */
static const char *here_string(const struct names *words)
{
	for (size_t i = 1; i < words->n; i++) {
		const char *at = str_starts(words->at[i], "<<<") ? words->at[i] + 3 : NULL;

		if (at && *at)
			return at;
		if (at && i + 1 < words->n)
			return words->at[i + 1];
	}
	return NULL;
}

/* echo export A=B >> FILE: up to where its line ends, with a blank between. */
static const char *words_written(struct arena *mem, const struct names *words, size_t at)
{
	struct names line = { .at = words->at + at };

	while (at + line.n < words->n && !is_operator(line.at[line.n]) && line.at[line.n][0] != '>')
		line.n++;
	return str_join(mem, &line, " ");
}

/* sed -i '$a LINE' FILE, '$a\LINE' */
static struct names line_appended(struct arena *mem, const struct names *words, size_t at)
{
	for (; at < words->n; at++) {
		const char *text = words->at[at];

		text += text[0] == '\\';
		if (text[0] != '$')
			continue;
		text += 1 + strspn(text + 1, " ");
		if (text[0] == 'a')
			return line_of(mem, text + 1 + strspn(text + 1, " \\"));
	}
	return (struct names){ 0 };
}

/* The line that `echo LINE >> FILE` or `echo LINE | tee -a FILE` writes, as a command of its own; what a shell or a
 * writer is given with <<< too. */
static struct names written_line(struct arena *mem, const struct names *words)
{
	size_t at = command_begin(words, 0, words->n);
	const char *given = here_string(words);

	if (at < words->n && given &&
	    glob_matches("cat|tee|sponge|dd|bash|sh|zsh|dash|fish|source|.",
			 path_name(words->at[at])))
		return line_of(mem, given);
	if (at < words->n && glob_matches("sed|gsed", path_name(words->at[at])))
		return line_appended(mem, words, at);
	if (at + 2 >= words->n || !is_writer(words->at[at]))
		return (struct names){ 0 };
	at++;
	while (at + 1 < words->n && words->at[at][0] == '-')
		at++;
	if (at + 1 < words->n && strchr(words->at[at], '%') && words->at[at + 1][0] != '>')
		at++; /* printf's format */
	for (size_t i = at + 1; i < words->n; i++)
		if (words->at[i][0] == '>' || str_equal(words->at[i], "tee"))
			return line_of(mem, words_written(mem, words, at));
	return (struct names){ 0 };
}

/* What `find -exec COMMAND ;` and `xargs COMMAND` start. */
static struct names rest_of_command(struct arena *mem, const struct names *words, size_t at)
{
	struct names rest = { 0 };

	for (size_t i = at, end = segment_end(words, at); i < end; i++)
		list_push(mem, &rest, words->at[i]);
	return rest;
}

/* What `bash -c COMMAND` and the like start, as a command of its own. */
static struct names inner_command(struct arena *mem, const struct names *words, size_t at)
{
	static const char shells[] =
		" bash sh zsh dash ash fish su cmd cmd.exe powershell pwsh wsl wsl.exe ";
	size_t begin = at;

	if (at < 1 || !glob_matches("-c|-lc|-ic|-ilc|-lic|-xc|-ec|-exc|/c|/C|-Command|--command",
				    words->at[at - 1]))
		return (struct names){ 0 };
	while (begin > 0 && !is_operator(words->at[begin - 1]))
		begin--;
	for (; begin + 1 < at; begin++) {
		const char *name = path_name(words->at[begin]);

		if (str_is_among(shells, name, strlen(name)))
			return command_words(mem, words->at[at]);
	}
	return (struct names){ 0 };
}

enum { WORDS_MOST = 120 }; /* nobody's article has a longer command */

static void find_in(struct arena *mem, const struct command_entries *entries,
		    const struct names *words, struct command_machine machine, int depth,
		    struct command_match *ret)
{
	enum { DEEPEST = 3 };
	struct names inner;

	if (!words->n || words->n > WORDS_MOST || depth > DEEPEST)
		return;
	find_worst(mem, entries, words, machine, ret);
	inner = written_line(mem, words);
	find_in(mem, entries, &inner, machine, depth + 1, ret);
	for (size_t i = 1; i < words->n; i++) {
		inner = inner_command(mem, words, i);
		find_in(mem, entries, &inner, machine, depth + 1, ret);
		/* its own words are among these: what it starts is found from here */
		if (glob_matches("-exec|-execdir|xargs", words->at[i - 1])) {
			inner = rest_of_command(mem, words, i);
			find_worst(mem, entries, &inner, machine, ret);
		}
	}
}

bool command_find(struct arena *mem, const struct command_entries *entries,
		  const struct pipeline *p, struct command_machine machine,
		  struct command_match *ret)
{
	enum { MOST = 2000 };
	struct pipelines parts = command_parts(mem, p);
	size_t looked_at = 0;

	*ret = (struct command_match){ 0 };
	find_in(mem, entries, &p->words, machine, 0, ret);
	/* cd x && echo y | tee z: a pattern with a | is one for each of them */
	for (size_t i = 0; parts.n > 1 && i < parts.n && looked_at < MOST; i++) {
		if (i && str_equal(parts.at[i].text, parts.at[i - 1].text))
			continue;
		find_in(mem, entries, &parts.at[i].words, machine, 0, ret);
		looked_at++;
	}
	/* of what was not looked at nobody says that it is fine */
	return ret->entry && (looked_at < MOST || ret->entry->verdict != COMMAND_FINE);
}
