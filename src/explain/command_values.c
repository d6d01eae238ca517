/* What the words of a command stand for: $NAME, of what the lines before gave it and of loops; rm, of each file. */
#include "explain/command_match.h"

#include <ctype.h>
#include <string.h>

#include "explain/words.h"
#include "shell/lines.h"

/* What these hold is said by the machine, and the catalogue speaks of them by their names. */
static bool is_of_the_machine(const char *name)
{
	return glob_matches("HOME|PATH|PWD|USER|SHELL|TMPDIR|GOPATH|GOROOT|GOBIN|GOPROXY|GOCACHE|"
			    "GOMODCACHE|fish_user_paths|path",
			    name);
}

/* a=$a$a, line after line: one that grows over all measure is known no more. */
static void set_value(struct arena *mem, struct values *all, const char *name, const char *value,
		      bool each)
{
	enum { LONGEST = 500, MOST = 100 };

	if (is_of_the_machine(name) || strlen(value) > LONGEST || strpbrk(value, "`\\\n") ||
	    strstr(value, "$("))
		return;
	value = values_filled_in(mem, all, value);
	if (strlen(value) > LONGEST || strstr(value, arena_fmt(mem, "$%s", name)))
		value = NULL;
	for (size_t i = 0; i < all->known.n; i++)
		if (str_equal(all->known.at[i].name, name)) {
			all->known.at[i] = (struct value){ name, value, each };
			return;
		}
	if (value && all->known.n < MOST)
		list_push(mem, &all->known, ((struct value){ name, value, each }));
}

static void learn_assignment(struct arena *mem, struct values *all, const char *word)
{
	size_t name, value;

	if (assignment_begins(word, &name, &value))
		set_value(mem, all, arena_strndup(mem, word, name), word + value, false);
}

/* for NAME in WORD WORD */
static void learn_loop(struct arena *mem, struct values *all, const struct names *words, size_t at,
		       size_t end)
{
	struct names in = { .at = words->at + at + 3, .n = end > at + 3 ? end - at - 3 : 0 };

	if (in.n && str_equal(words->at[at], "for") && str_equal(words->at[at + 2], "in"))
		set_value(mem, all, words->at[at + 1], str_join(mem, &in, " "), true);
}

/* NAME=VALUE in front of a command is gone with it. */
static void learn_command(struct arena *mem, struct values *all, const struct names *words,
			  size_t at, size_t end)
{
	size_t begin = command_begin(words, at, end);
	const char *how = begin < end ? words_find("set", words->at[begin]) : NULL;

	learn_loop(mem, all, words, at, end);
	if (begin < end && !how)
		return;
	for (size_t i = at; i < end; i++)
		learn_assignment(mem, all, words->at[i]);
	for (begin++; begin < end && words->at[begin][0] == '-';)
		begin++;
	if (how && str_starts(how, " NAME VALUE") && begin + 2 == end)
		set_value(mem, all, words->at[begin], words->at[begin + 1], false);
}

void values_learn(struct arena *mem, struct values *all, const struct names *words)
{
	for (size_t at = 0, end; at < words->n; at = end + 1) {
		end = segment_end(words, at);
		learn_command(mem, all, words, at, end);
	}
}

/* The NAME of while read -r NAME; NULL. */
static const char *read_name(const struct names *words)
{
	const char *name = NULL;
	bool in_while = false, reads = false;

	for (size_t i = 0; i < words->n && !(name && is_operator(words->at[i])); i++) {
		in_while = in_while || str_equal(words->at[i], "while");
		if (reads && words->at[i][0] != '-' && !is_operator(words->at[i]))
			name = words->at[i];
		reads = reads || (in_while && str_equal(words->at[i], "read"));
	}
	return name;
}

/* The while of a line, or its done: what it reads from stands around it. */
static size_t word_of_loop(const struct names *words, const char *word)
{
	size_t at = 0;

	while (at < words->n && !str_equal(words->at[at], word))
		at++;
	return at;
}

void values_learn_of_read(struct arena *mem, struct values *all, const struct names *lines,
			  size_t at)
{
	enum { NEAR = 30 };
	struct names words, list = { 0 };
	const char *name;
	size_t where, n;

	if (!str_find(lines->at[at], "read "))
		return;
	words = command_words(mem, lines->at[at]);
	name = read_name(&words);
	if (name)
		list = command_list_given(mem, lines, at, &words, word_of_loop(&words, "while"),
					  &where, &n);
	for (size_t i = at; name && !list.n && i < lines->n && i < at + NEAR; i++) {
		if (!strstr(lines->at[i], "done"))
			continue;
		words = command_words(mem, lines->at[i]);
		list = command_list_given(mem, lines, i, &words, word_of_loop(&words, "done"),
					  &where, &n);
		break;
	}
	if (list.n)
		set_value(mem, all, name, str_join(mem, &list, " "), true);
}

static size_t name_length(const char *at)
{
	size_t n = 0;

	while (isalnum((unsigned char)at[n]) || at[n] == '_')
		n++;
	return isdigit((unsigned char)at[0]) ? 0 : n;
}

/* A Makefile's NAME := VALUE, which its commands have as $(NAME). */
void values_learn_of_make(struct arena *mem, struct values *all, const char *line)
{
	size_t n = name_length(line), sign = n + strspn(line + n, " ");

	if (!n || !isupper((unsigned char)line[0]) || !strchr(":?", line[sign]) ||
	    !str_starts(line + sign + 1, "= "))
		return;
	set_value(mem, all, arena_strndup(mem, line, n), str_trim(mem, line + sign + 2), false);
}

/* What stands for $NAME, ${NAME} or $(NAME) there; NULL: none, or nothing that is known. */
static const struct value *value_at(struct arena *mem, const struct values *all, const char *at,
				    size_t *ret_n)
{
	char close = at[1] == '{' ? '}' : at[1] == '(' ? ')' : 0;
	const char *begin = at + 1 + (close != 0), *name;
	size_t n = name_length(begin);

	if (!n || (close && begin[n] != close))
		return NULL;
	name = arena_strndup(mem, begin, n);
	*ret_n = (size_t)(begin - at) + n + (close != 0);
	for (size_t i = 0; i < all->known.n; i++)
		if (str_equal(all->known.at[i].name, name))
			return all->known.at[i].value ? &all->known.at[i] : NULL;
	return NULL;
}

/* A loop's $p is each of its words, without the quotes around it; in cmd/$p it is the first. */
static void add_each(struct str *s, const char *text, size_t at, size_t *n, const char *words)
{
	char before = at ? text[at - 1] : ' ', behind = text[at + *n];

	if (before == '"' && behind == '"') {
		s->n--;
		(*n)++;
		str_add(s, words);
	} else if (before == ' ' && (!behind || strchr(" ;|&", behind))) {
		str_add(s, words);
	} else {
		str_add_bytes(s, words, strcspn(words, " "));
	}
}

/* Not a command's first word: zsh takes all of a value for one program's name. */
const char *values_filled_in(struct arena *mem, struct values *all, const char *text)
{
	enum { LONGEST = 20000, GIVEN_MOST = 500000 };
	struct str s = { .mem = mem };
	bool command = strchr(text, ' ') != NULL;
	char quote = 0;

	if (!all->known.n || all->given > GIVEN_MOST || !strchr(text, '$'))
		return text;
	for (size_t i = 0, n; text[i];) {
		const struct value *v =
			(i || !command) && text[i] == '$' && quote != '\'' && s.n < LONGEST
				? value_at(mem, all, text + i, &n)
				: NULL;

		if (v && v->each) {
			if (text[i + n] == '"' && i && text[i - 1] == '"')
				quote = 0;
			add_each(&s, text, i, &n, v->value);
			i += n;
		} else if (v) {
			str_add(&s, v->value);
			i += n;
		} else {
			if (quote == text[i])
				quote = 0;
			else if (!quote && strchr("'\"", text[i]))
				quote = text[i];
			if (text[i] == '\\' && quote != '\'' && text[i + 1])
				str_add_char(&s, text[i++]);
			str_add_char(&s, text[i++]);
		}
	}
	all->given += s.n;
	return str_text(&s);
}

/* Where the files of rm begin; `end`: it is no rm, has one file, or options behind them. */
static size_t files_begin(const struct names *words, size_t at, size_t end)
{
	size_t first = command_begin(words, at, end) + 1;

	if (first > end || !str_equal(path_name(words->at[first - 1]), "rm"))
		return end;
	while (first < end && words->at[first][0] == '-')
		first++;
	for (size_t i = first; i < end; i++)
		if (words->at[i][0] == '-')
			return end;
	return first;
}

void one_removal_for_each(struct arena *mem, struct pipeline *p)
{
	enum { WORDS_MOST = 500, FRONT_MOST = 10 }; /* sudo rm -r -f: so much for each of them */
	struct names each = { 0 };

	if (p->words.n > WORDS_MOST)
		return;
	if (!names_hold(&p->words, "rm") && !names_hold(&p->words, "/bin/rm"))
		return;
	for (size_t at = 0, end; at < p->words.n; at = end + 1) {
		size_t first;

		end = segment_end(&p->words, at);
		first = files_begin(&p->words, at, end);
		if (first - at > FRONT_MOST)
			first = end;
		for (size_t i = at; i < end; i++) {
			bool next = i > first && !strchr(p->words.at[i], '>');

			if (next)
				list_push(mem, &each, ";");
			for (size_t k = at; next && k < first; k++)
				list_push(mem, &each, p->words.at[k]);
			list_push(mem, &each, p->words.at[i]);
		}
		if (end < p->words.n)
			list_push(mem, &each, p->words.at[end]);
	}
	if (each.n == p->words.n)
		return;
	p->words = each;
	p->filled = str_join(mem, &each, " ");
}
