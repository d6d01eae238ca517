/*
 * Commands that were typed to ask something, and what they printed: "1" and "x86_64" are messages of nobody, and say
 * something below the command that prints them.
 */
#include "explain/read.h"

#include <string.h>

#include "explain/command_match.h"

enum { ASKED_MOST = 60, LINES_MOST = 300 }; /* of a log, and of one command */

/* The catalogue is asked of one command and what it printed. */
struct asking {
	struct arena *mem;
	const struct explanation *x;
	const struct names *lines;
	const struct pipeline **typed; /* of each line: the command in it, or NULL */
	size_t asked;
	struct founds *ret;
};

struct printed {
	size_t line;        /* of the text: the first of them */
	struct names lines; /* "(nothing)" where it printed none */
	bool in_line;       /* it stands behind the command, and a sentence may go on behind it */
};

/* ---- of one command ---- */

/* $GOROOT, ${GOROOT} */
static const char *name_of_variable(struct arena *mem, const char *word)
{
	word += strspn(word, "${");
	return arena_strndup(mem, word, strcspn(word, "}"));
}

/* What the command names, by the blanks of `after`, stands behind what its answer names. */
static void add_kept(struct arena *mem, const struct kept *kept, struct things *things)
{
	for (size_t i = 0; i < kept->n; i++)
		for (int kind = 0; kind < THING_N; kind++)
			if (str_equal(kept->name[i], thing_kind_name((enum thing_kind)kind)))
				list_push(mem, things,
					  ((struct thing){
						  (enum thing_kind)kind,
						  kind == THING_VARIABLE
							  ? name_of_variable(mem, kept->word[i])
							  : kept->word[i] }));
}

static void match_lines(struct asking *a, const struct message *m, const struct kept *kept,
			const struct printed *printed, const struct haystack *h)
{
	for (size_t line = 0; line < printed->lines.n; line++)
		for (size_t i = 0; i < m->says.n; i++) {
			struct found found = { .message = m };

			if (!pattern_is_line(a->mem, m->says.at[i], h, line, printed->in_line,
					     &found.match))
				continue;
			found.match.line = printed->line + line;
			add_kept(a->mem, kept, &found.match.things);
			list_push(a->mem, a->ret, found);
			break;
		}
}

static bool is_after(struct arena *mem, const struct message *m, const struct names *words,
		     uint64_t marks, struct kept *kept)
{
	for (size_t i = 0; i < m->after.n; i++) {
		const struct typed_pattern *after = &m->after.at[i];

		*kept = (struct kept){ 0 };
		if (marks_may_match(after->marks, marks) &&
		    words_match(mem, (const char *const *)after->words.at, after->words.n,
				(const char *const *)words->at, words->n, kept))
			return true;
	}
	return false;
}

/* "type -a go && go version": what they print stands together. */
static struct names next_part(struct arena *mem, const struct names *words, size_t *at)
{
	struct names part = { 0 };

	while (*at < words->n && !str_is_among(" && ; || ", words->at[*at], strlen(words->at[*at])))
		list_push(mem, &part, words->at[(*at)++]);
	++*at;
	if (part.n)
		part.at[0] = path_name(part.at[0]);
	return part;
}

static void ask(struct asking *a, const char *command, const struct printed *printed)
{
	const struct catalogue *c = a->x->catalogue;
	struct names words = command_words(a->mem, command);
	const struct haystack *h = NULL;

	for (size_t at = 0; at < words.n;) {
		struct names part = next_part(a->mem, &words, &at);
		uint64_t marks = words_marks(&part);
		struct kept kept;

		for (size_t i = 0; part.n && i < c->answers.n; i++) {
			if (!is_after(a->mem, &c->answers.at[i], &part, marks, &kept))
				continue;
			if (!h && a->asked == ASKED_MOST)
				return;
			if (!h) {
				a->asked++;
				h = haystack_make(a->mem, &printed->lines);
			}
			match_lines(a, &c->answers.at[i], &kept, printed, h);
		}
	}
}

/* ---- where they stand ---- */

/* Does it begin with the name of such a command? "protoc-gen-go: ..." is what one says of itself. */
static bool is_asked(const struct catalogue *c, const char *text)
{
	enum { MOST = 70 };
	size_t n = strcspn(text, " `\"|;&");
	char first[MOST + 1];

	if (n == 0 || n > MOST || text[n - 1] == ':')
		return false;
	memcpy(first, text, n);
	first[n] = '\0';
	for (size_t i = 0; i < c->asked.n; i++)
		if (glob_matches(c->asked.at[i], path_name(first)))
			return true;
	return false;
}

/* "user@host ~ %": nothing was typed there yet. */
static bool is_bare_prompt(struct arena *mem, const char *line)
{
	size_t n = strlen(line);

	return n && n < 80 && (strchr("$%#>", line[n - 1]) || (line[n - 1] & 0x80)) &&
	       str_equal(line_after_prompt(arena_fmt(mem, "%s x", line)), "x");
}

/* The next command; where no prompts are, any line that can be nothing else: "/usr/bin/go" and "alias go=..." are
 * answers, too. */
static bool ends_there(const struct asking *a, size_t line, bool prompted)
{
	const struct pipeline *typed = a->typed[line];

	if (typed)
		return typed->prompted ||
		       (!prompted && typed->words.n > 1 && !str_starts(typed->text, "alias "));
	return is_bare_prompt(a->mem, a->lines->at[line]);
}

static struct printed printed_below(struct asking *a, size_t line, bool prompted)
{
	struct printed p = { .line = line + 1 };
	size_t at = line + 1;

	if (at + 1 < a->lines->n && !a->lines->at[at][0] && !prompted)
		p.line = ++at; /* an article's empty line */
	for (; at < a->lines->n && p.lines.n < LINES_MOST; at++) {
		if (!a->lines->at[at][0] || ends_there(a, at, prompted))
			break;
		list_push(a->mem, &p.lines, a->lines->at[at]);
	}
	if (!p.lines.n && prompted && at < a->lines->n && a->lines->at[at][0])
		list_push(a->mem, &p.lines, "(nothing)");
	return p;
}

/* ---- in a sentence: "`uname -m` prints x86_64", "go env GOPROXY: off" ---- */

static const char *behind_words(const char *at)
{
	static const char words[] =
		" prints printed says said gives gave returns returned shows showed outputs reports is was me still"
		" just only and it that to you -> => = : == ";

	for (size_t n; *at; at += n) {
		if (*at == ' ' || *at == '`' || *at == '"' || *at == ':' || (*at & 0x80)) {
			n = 1;
			continue;
		}
		n = strcspn(at, " ");
		if (!str_is_among(words, at, n))
			break;
	}
	return at;
}

/* Where the command ends that begins at `at`. */
static size_t command_length(const char *at, char opened)
{
	static const char *const signs[] = { ": ",        " = ",       " => ",      " -> ",
					     " prints ",  " printed ", " says ",    " said ",
					     " gives ",   " gave ",    " returns ", " shows ",
					     " outputs ", " reports ", " still ",   " is " };
	size_t n = 0;

	if (opened)
		return strcspn(at, (char[]){ opened, '\0' });
	for (; at[n] && !(at[n] & 0x80); n++)
		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
			if (at[n] == signs[i][0] && str_starts(at + n, signs[i]))
				return n;
	return n;
}

/* No answer is longer; it ends with a whole character. */
static size_t sentence_length(const char *text)
{
	enum { MOST = 400 };
	size_t n = strnlen(text, MOST);

	while (n && (text[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void ask_in_line(struct asking *a, size_t line)
{
	const char *text = a->lines->at[line];

	for (const char *at = text; *at && a->asked < ASKED_MOST; at++) {
		bool quoted = at > text && (at[-1] == '`' || at[-1] == '"');
		bool begins = at == text || quoted || (at[-1] & 0x80) ||
			      (at[-1] == ' ' && at > text + 1 && (at[-2] & 0x80));
		struct printed p = { .line = a->lines->n, .in_line = true };
		const char *answer;
		size_t n;

		if (!begins || *at == ' ' || (*at & 0x80) || !is_asked(a->x->catalogue, at))
			continue;
		n = command_length(at, quoted ? at[-1] : '\0');
		answer = behind_words(at + n);
		if (!*answer)
			continue;
		list_push(a->mem, &p.lines, arena_strndup(a->mem, answer, sentence_length(answer)));
		ask(a, arena_strndup(a->mem, at, n), &p);
		at += n - 1;
	}
}

static bool is_ascii(const char *text)
{
	while (*text && !(*text & 0x80))
		text++;
	return !*text;
}

static void ask_line(struct asking *a, size_t line)
{
	const struct pipeline *typed = a->typed[line];
	const char *text = typed ? typed->text : a->lines->at[line];
	bool prompted = typed && typed->prompted;
	bool whole = prompted || (typed && str_equal(a->lines->at[line], text) && is_ascii(text));

	if (is_asked(a->x->catalogue, text)) {
		struct printed p = printed_below(a, line, prompted);

		if (p.lines.n)
			ask(a, text, &p);
	}
	if (!whole)
		ask_in_line(a, line);
}

struct founds answers_find(struct arena *mem, const struct explanation *x,
			   const struct names *lines)
{
	struct founds all = { 0 };
	struct asking a = { .mem = mem, .x = x, .lines = lines, .ret = &all };

	a.typed = arena_alloc(mem, (lines->n + 1) * sizeof(*a.typed));
	memset(a.typed, 0, (lines->n + 1) * sizeof(*a.typed));
	for (size_t i = x->pipelines.n; i-- > 0;)
		if (!x->pipelines.at[i].in_sentence)
			a.typed[x->pipelines.at[i].line] = &x->pipelines.at[i];
	for (size_t i = 0; i < lines->n && a.asked < ASKED_MOST; i++)
		ask_line(&a, i);
	return all;
}

/* What stands in an answer was not typed: "alias go='git checkout'". */
void answers_leave_out(const struct founds *answers, struct pipelines *typed)
{
	size_t n = 0;

	for (size_t i = 0; i < typed->n; i++) {
		bool printed = false;

		for (size_t k = 0; k < answers->n && !typed->at[i].prompted; k++)
			printed = printed || answers->at[k].match.line == typed->at[i].line;
		if (!printed)
			typed->at[n++] = typed->at[i];
	}
	typed->n = n;
}
