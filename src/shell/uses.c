/* Lines that take in files, or what programs print. */
#include "shell/uses.h"

#include <ctype.h>
#include <string.h>

#include "shell/lines.h"

static bool starts_word(const char *line, const char *at)
{
	return at == line || strchr(" \t;&|({", at[-1]) != NULL;
}

/* Behind `source ` or `. ` where a command begins; NULL. */
static const char *behind_source(const char *line)
{
	static const char *const words[] = { "source ", ". ", "\\. " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (const char *at = strstr(line, words[i]); at; at = strstr(at + 1, words[i])) {
			const char *before = at;

			while (before > line && (before[-1] == ' ' || before[-1] == '\t'))
				before--;
			if (starts_word(line, at) &&
			    (before == line || strchr(";&|{", before[-1]) ||
			     (before[-1] == ')' && str_starts(line, "for")) ||
			     (before - line >= 4 && strncmp(before - 4, "then", 4) == 0) ||
			     (before - line >= 2 && strncmp(before - 2, "do", 2) == 0) ||
			     (before - line >= 7 && strncmp(before - 7, "builtin", 7) == 0)))
				return at + strlen(words[i]) + strspn(at + strlen(words[i]), " \t");
		}
	return NULL;
}

/* The program of `eval "$(PROGRAM ...)"`, `source <(PROGRAM ...)`. What `conda init` and `mamba init` write keeps the
 * answer in a variable first, and evaluates that two lines below. */
static const char *behind_eval(const char *line)
{
	static const char *const begins[] = { "eval \"$(",          "eval $(",
					      "eval \"`",           "eval `",
					      "source <(",          ". <(",
					      "__conda_setup=\"$(", "__mamba_setup=\"$(" };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		const char *at = strstr(line, begins[i]);

		if (at && starts_word(line, at))
			return at + strlen(begins[i]);
	}
	return NULL;
}

static const char *piped_into_source(const char *line)
{
	const char *pipe = strstr(line, "| source");

	return pipe && !strpbrk(line, ";&") ? line : NULL;
}

bool line_returns(const char *line)
{
	size_t n = str_starts(line, "return") ? strlen("return")
		   : str_starts(line, "exit") ? strlen("exit")
					      : 0;

	return n && (!line[n] || strchr(" \t;}", line[n]));
}

bool line_ends_without_it(const char *line)
{
	const char *otherwise = strstr(line, "||");
	bool in_braces;

	if (!otherwise)
		return false;
	otherwise += strlen("||");
	otherwise += strspn(otherwise, " ");
	in_braces = *otherwise == '{';
	do {
		otherwise += strspn(otherwise, "; {");
		if (line_returns(otherwise))
			return true;
	} while (in_braces && *(otherwise += strcspn(otherwise, ";}")) == ';');
	return false;
}

static bool may_fail(const char *line, const char *at)
{
	return at > line || (strstr(line, "||") && !line_ends_without_it(line)) ||
	       strstr(line, "2>");
}

static void uses_add(struct lines *l, struct arena *mem, const char *at, const char *begins,
		     bool runs, struct line_uses *ret)
{
	const char *end = at + strcspn(at, runs ? " \t)`\"" : "");
	struct word word;

	if (!word_read(mem, runs ? arena_strndup(mem, at, (size_t)(end - at)) : at, WORD_ASSIGNMENT,
		       &word) ||
	    !word.known || !word.text[0]) /* '' is a word, and names nothing */
		return;
	list_push(mem, ret,
		  ((struct line_use){ .line = l->number,
				      .text = l->text,
				      .what = word.text,
				      .runs = runs,
				      .guarded = l->depth > 0 || may_fail(l->trimmed, begins),
				      .conditional = l->depth > 0 }));
}

/* Where the command begins in which `at` stands: the last of these words before it. */
static const char *command_begin(const char *line, const char *at)
{
	static const char *const words[] = { "source", "eval", ". ", "\\. " };

	while (at > line) {
		at--;
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (str_starts(at, words[i]) && starts_word(line, at))
				return at;
	}
	return line;
}

/* ---- each of several files ---- */

/* The last `for NAME in WORDS` above a line, or on it. */
struct loop_over {
	const char *name;
	struct names words;
};

/* "DIR/.{a,b}" as the shell writes it out: one pair of braces. */
static void add_braces(struct arena *mem, const char *word, struct names *ret)
{
	const char *open = strchr(word, '{'), *close = open ? strchr(open, '}') : NULL;
	struct names parts;

	if (!close || (open > word && open[-1] == '$') ||
	    !memchr(open, ',', (size_t)(close - open))) {
		list_push(mem, ret, word);
		return;
	}
	parts = str_split(mem, arena_strndup(mem, open + 1, (size_t)(close - open) - 1), ',');
	for (size_t i = 0; i < parts.n; i++)
		list_push(mem, ret,
			  arena_fmt(mem, "%.*s%s%s", (int)(open - word), word, parts.at[i],
				    close + 1));
}

/* (N) behind a pattern of zsh's is nothing to who looks for files. */
static const char *without_qualifier(struct arena *mem, const char *word)
{
	const char *at = strchr(word, '(');

	return at && at > word && at[-1] != '$' ? arena_strndup(mem, word, (size_t)(at - word))
						: word;
}

/* What stands between the parenthesis at s and its own end. */
static const char *in_parentheses(struct arena *mem, const char *s)
{
	int open = 0;
	size_t n = 0;

	do {
		open += (s[n] == '(') - (s[n] == ')');
		n++;
	} while (s[n] && open);
	return open ? "" : arena_strndup(mem, s + 1, n - 2);
}

/* `$(ls -1 DIR/x* 2>/dev/null)` names what the pattern names. */
static const char *without_ls(struct arena *mem, const char *words)
{
	static const char *const begins[] = { "$(ls ", "`ls ", "$(command ls ", "$(\\ls " };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		if (!str_starts(words, begins[i]))
			continue;
		words += strlen(begins[i]);
		while (*words == '-')
			words += strcspn(words, " ") + strspn(words + strcspn(words, " "), " ");
		words = arena_strndup(mem, words, strcspn(words, ")`"));
		return strstr(words, " 2>")
			       ? arena_strndup(mem, words, (size_t)(strstr(words, " 2>") - words))
			       : words;
	}
	return words;
}

/* `for NAME in WORDS`, and zsh's `for NAME (WORDS)`, `foreach NAME (WORDS)`. */
static void read_loop(struct arena *mem, const char *line, struct loop_over *loop)
{
	const char *at = strstr(line, "for "), *words;
	size_t n;

	at = at ? at : strstr(line, "foreach ");
	if (!at || !starts_word(line, at))
		return;
	at += strcspn(at, " ");
	at += strspn(at, " \t");
	n = strcspn(at, " \t;(");
	words = at + n + strspn(at + n, " \t");
	if (*words != '(' && !str_starts(words, "in "))
		return;
	*loop = (struct loop_over){ .name = arena_strndup(mem, at, n) };
	words = *words == '(' ? in_parentheses(mem, words) : words + strlen("in ");
	words += strspn(words, " \t");
	for (at = without_ls(mem, words); *(at += strspn(at, " \t")) && !strchr(";#\r", *at);) {
		struct word word;

		if (!word_read(mem, at, WORD_ASSIGNMENT, &word) || !word.length)
			break;
		add_braces(mem, without_qualifier(mem, word.text), &loop->words);
		at += word.length;
	}
}

/* Where the loop's variable stands in a word, and how long that is; NULL. */
static const char *loop_variable(struct arena *mem, const char *word, const struct loop_over *loop,
				 size_t *ret)
{
	const char *braces = arena_fmt(mem, "${%s}", loop->name);
	const char *plain = arena_fmt(mem, "$%s", loop->name);
	const char *at = strstr(word, braces);

	*ret = strlen(at ? braces : plain);
	if (at)
		return at;
	at = strstr(word, plain);
	return at && !isalnum((unsigned char)at[*ret]) && at[*ret] != '_' ? at : NULL;
}

/* The word that is taken in names the loop's variable: what it is in each turn. */
static bool is_of_loop(struct arena *mem, const char *at, const struct loop_over *loop,
		       struct names *ret)
{
	struct word word;
	const char *variable;
	size_t n;

	if (!loop->name || !loop->name[0] || !word_read(mem, at, WORD_ASSIGNMENT, &word))
		return false;
	variable = loop_variable(mem, word.text, loop, &n);
	if (!variable)
		return false;
	for (size_t i = 0; i < loop->words.n; i++)
		list_push(mem, ret,
			  arena_fmt(mem, "%.*s%s%s", (int)(variable - word.text), word.text,
				    loop->words.at[i], variable + n));
	return true;
}

/* In a loop each is looked for first: what is there is taken in. */
static void add_each(struct arena *mem, const struct lines *l, const struct names *words,
		     bool first, struct line_uses *ret)
{
	for (size_t i = 0; i < words->n; i++)
		list_push(mem, ret,
			  ((struct line_use){ .line = l->number,
					      .text = l->text,
					      .what = words->at[i],
					      .guarded = true,
					      .of_each = true,
					      .first = first }));
}

/* `. DIR/x*`: the first that is called so is taken in, and the others are its arguments. NULL: it is no pattern. */
static const char *pattern_taken_in(struct arena *mem, const char *at)
{
	struct word word;
	const char *text;

	if (!word_read(mem, at, WORD_ASSIGNMENT, &word) || word.known)
		return NULL;
	text = without_qualifier(mem, word.text);
	return strpbrk(text, "*?[") && !strpbrk(text, "`(<") ? text : NULL;
}

void line_uses_parse(struct arena *mem, struct bytes text, const struct shell_kind *kind,
		     struct line_uses *ret)
{
	struct loop_over loop = { 0 };
	struct lines l;
	const char *pattern;

	lines_open(&l, mem, text, kind->language->lines);
	while (lines_next(&l)) {
		const char *file = behind_source(l.trimmed), *program = behind_eval(l.trimmed);
		const char *piped = piped_into_source(l.trimmed);
		struct names each = { 0 };

		if (l.joined)
			continue;
		read_loop(mem, l.trimmed, &loop);
		if (file && is_of_loop(mem, file, &loop, &each))
			add_each(mem, &l, &each, false, ret);
		else if (file && !program && (pattern = pattern_taken_in(mem, file)))
			add_each(mem, &l, &(struct names){ .at = &pattern, .n = 1 }, true, ret);
		else if (program)
			uses_add(&l, mem, program, command_begin(l.trimmed, program), true, ret);
		else if (file && *file != '<')
			uses_add(&l, mem, file, command_begin(l.trimmed, file), false, ret);
		else if (piped)
			uses_add(&l, mem, piped, l.trimmed, true, ret);
	}
}
