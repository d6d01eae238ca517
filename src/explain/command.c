/* Finding command lines in a paste, and their words. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>

#include "explain/command_match.h"
#include "shell/lines.h"

/* ---- words ---- */

struct splitter {
	struct arena *mem;
	struct names words;
	struct str word;
	bool in_word;
	int subshells; /* ( where a command begins */
};

static void end_word(struct splitter *s)
{
	if (s->in_word)
		list_push(s->mem, &s->words, arena_strndup(s->mem, s->word.at, s->word.n));
	s->word.n = 0;
	s->in_word = false;
}

/* Of the word so far; 0: it has none. */
static char last_char(const struct splitter *s)
{
	return s->in_word && s->word.n ? s->word.at[s->word.n - 1] : 0;
}

static void add_char(struct splitter *s, char c)
{
	str_add_char(&s->word, c);
	s->in_word = true;
}

/* Up to the closing quote, which may be missing in a paste. */
static const char *take_quoted(struct splitter *s, const char *at)
{
	char quote = *at++;

	s->in_word = true;
	for (; *at && *at != quote; at++) {
		if (*at == '\\' && quote == '"' && at[1])
			at++;
		if (*at == '~' || (*at == '$' && quote == '\'')) /* the shell leaves it as it is */
			str_add_char(&s->word, '\\');
		str_add_char(&s->word, *at);
	}
	return *at ? at + 1 : at;
}

/* $(...) and `...` are one piece of a word. */
static const char *take_substitution(struct splitter *s, const char *at)
{
	const char *close = strchr(at + 1, '`');
	size_t n = *at == '`' ? (size_t)(close - at) + 1 : nested_length(at);

	n = n ? n : strlen(at);
	str_add_bytes(&s->word, at, n);
	s->in_word = true;
	return at + n;
}

/* The length of fish's (...), zsh's path=(...), bash's <(...), which are one piece of a word too; 0: it closes nowhere. */
static size_t bracket_length(const char *at)
{
	enum { LONGEST = 1000 }; /* so that brackets that close nowhere cost no more than others */
	int open = 0;

	for (size_t n = 0; n < LONGEST && at[n]; n++) {
		open += at[n] == '(';
		if (at[n] == ')' && --open == 0)
			return n + 1;
	}
	return 0;
}

/* Not SetEnvironmentVariable("...") of PowerShell. */
static bool may_begin_brackets(const struct splitter *s)
{
	return !s->in_word || (last_char(s) && strchr("=<>", last_char(s)));
}

static const char *take_brackets(struct splitter *s, const char *at)
{
	size_t n = bracket_length(at);

	n = n ? n : 1;
	str_add_bytes(&s->word, at, n);
	s->in_word = true;
	return at + n;
}

static bool begins_a_command(const struct splitter *s)
{
	return !s->in_word && (!s->words.n || is_operator(s->words.at[s->words.n - 1]));
}

/* (cd x && make): the brackets belong to no word. */
static bool is_of_a_subshell(struct splitter *s, char c)
{
	if (c == '(' && begins_a_command(s)) {
		s->subshells++;
		return true;
	}
	if (c != ')' || s->subshells == 0)
		return false;
	s->subshells--;
	end_word(s);
	return true;
}

static const char *take_operator(struct splitter *s, const char *at)
{
	size_t n = at[1] == at[0] && at[0] != ';' ? 2 : 1;

	end_word(s);
	list_push(s->mem, &s->words, arena_strndup(s->mem, at, n));
	return at + n;
}

/* models\user.proto: the shell takes it away, and a pattern has to see it. Not in <<\EOF. */
static bool is_of_a_windows_path(const struct splitter *s, const char *at)
{
	return last_char(s) && last_char(s) != '<' && isalpha((unsigned char)at[1]);
}

/* 2>&1, &>FILE, >|FILE: these signs belong to a redirection. */
static bool is_of_redirection(const struct splitter *s, const char *at)
{
	return (last_char(s) == '>' && *at != ';') || (*at == '&' && at[1] == '>');
}

/* "2> errors", "> /dev/null": one word, as without the blank, so that nothing takes the file for a command's own. */
static bool is_in_redirection(const struct splitter *s, const char *at)
{
	const char *word = str_text(&s->word);
	size_t n, signs;

	if (last_char(s) != '>')
		return false;
	n = strspn(word, "0123456789&");
	signs = strspn(word + n, ">");
	return !word[n + signs] && (n || str_starts(at + strspn(at, " \t"), "/dev/null"));
}

/* The length of what means nothing but itself. */
static size_t plain_length(const char *at)
{
	for (size_t n = 0;; n++)
		switch (at[n]) {
		case '\0':
		case '\'':
		case '"':
		case '\\':
		case '$':
		case '`':
		case ' ':
		case '\t':
		case '\n':
		case '(':
		case ')':
		case '#':
		case '|':
		case ';':
		case '&':
			return n;
		}
}

static const char *take_plain(struct splitter *s, const char *at, size_t n)
{
	str_add_bytes(&s->word, at, n);
	s->in_word = true;
	return at + n;
}

/* The first words, as many as `most`; *ret_end is what stands behind them. */
static struct names first_words(struct arena *mem, const char *text, size_t most,
				const char **ret_end)
{
	struct splitter s = { .mem = mem, .word = { .mem = mem } };
	const char *at = text;

	while (*at && s.words.n < most) {
		size_t plain = plain_length(at);

		if (!s.in_word && (*at == '#' || str_starts(at, "// "))) {
			break; /* the rest is a remark; articles have // too */
		} else if (plain) {
			at = take_plain(&s, at, plain);
		} else if (*at == '\'' || *at == '"') {
			at = take_quoted(&s, at);
		} else if (*at == '\\' && at[1]) {
			if (is_of_a_windows_path(&s, at) || at[1] == '$') /* it stays a $ */
				add_char(&s, *at);
			add_char(&s, at[1]);
			at += 2;
		} else if ((*at == '$' && at[1] == '(') || (*at == '`' && strchr(at + 1, '`'))) {
			at = take_substitution(&s, at);
		} else if (*at == '\n') { /* of bash -c '...': a command ends */
			end_word(&s);
			if (!begins_a_command(&s))
				list_push(mem, &s.words, ";");
			at++;
		} else if (strchr(" \t", *at)) {
			if (!is_in_redirection(&s, at))
				end_word(&s);
			at++;
		} else if (is_of_a_subshell(&s, *at)) {
			at++;
		} else if (*at == '(' && may_begin_brackets(&s)) {
			at = take_brackets(&s, at);
		} else if (strchr("|;&", *at) && !is_of_redirection(&s, at)) {
			at = take_operator(&s, at);
		} else {
			add_char(&s, *at++);
		}
	}
	end_word(&s);
	*ret_end = at;
	return s.words;
}

struct names command_first_words(struct arena *mem, const char *text, size_t most)
{
	const char *end;

	return first_words(mem, text, most, &end);
}

struct names command_words(struct arena *mem, const char *text)
{
	return command_first_words(mem, text, SIZE_MAX);
}

const char *command_typed(struct arena *mem, const char *text, size_t at, size_t end)
{
	const char *from = text, *to;
	size_t n;

	if (at)
		(void)first_words(mem, text, at, &from);
	(void)first_words(mem, from, end - at + 1, &to); /* with the operator behind them */
	n = (size_t)(to - from);
	while (n && strchr(" \t\n|;&", from[n - 1]) && !(n > 1 && from[n - 2] == '\\'))
		n--;
	return str_trim(mem, arena_strndup(mem, from, n));
}

/* ---- which lines are commands ---- */

/* "rm -rf ~/go because my go is broken" begins with a command that names a place; "go build -v fails" only speaks of
 * one. */
static bool names_a_place(const struct names *words, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (strchr(words->at[i], '/') || words->at[i][0] == '~' || words->at[i][0] == '$')
			return true;
	return false;
}

/* Leaves what stands before the first word that only a sentence has. */
static bool cut_from_sentence(struct arena *mem, struct pipeline *p)
{
	size_t at = p->prompted ? 0 : sentence_at(&p->words);
	const char *end;

	if (!at)
		return true;
	if (!names_a_place(&p->words, at))
		return false;
	p->words = first_words(mem, p->text, at, &end);
	p->text = str_trim(mem, arena_strndup(mem, p->text, (size_t)(end - p->text)));
	p->in_sentence = true;
	return true;
}

static const char *joined(struct arena *mem, const struct names *lines, size_t *at,
			  const char *first)
{
	struct str s = { .mem = mem };
	const char *line = first;

	if (!str_ends(line, "\\"))
		return line;
	while (str_ends(line, "\\") && *at + 1 < lines->n) {
		str_add_bytes(&s, line, strlen(line) - 1);
		line = lines->at[++*at];
	}
	str_add(&s, line);
	return str_text(&s);
}

/* The quotation mark that a line opens in front of a word and does not close; 0: none. */
static char open_quote(const char *line)
{
	char quote = 0;

	for (const char *at = line; *at; at++) {
		if (*at == '\\' && at[1] && quote != '\'')
			at++;
		else if (quote && *at == quote)
			quote = 0;
		else if (!quote && (*at == '"' || *at == '\''))
			quote = *at;
	}
	return quote;
}

/* A quotation is closed where a word ends: behind another mark the next one begins. */
static bool closes_quote(const char *line, char quote)
{
	const char *at = strchr(line, quote);

	return at && strchr(" |>;&)", at[1]) && !open_quote(at + 1);
}

size_t quoted_lines(const struct names *lines, size_t at)
{
	enum { MOST = 40 };
	char quote = open_quote(lines->at[at]);

	for (size_t i = at + 1; quote && i < lines->n && i <= at + MOST; i++)
		if (strchr(lines->at[i], quote))
			return closes_quote(lines->at[i], quote) ? i - at : 0;
	return 0;
}

/* echo "[interop] and the lines up to its other quotation mark. */
static const char *with_quoted_lines(struct arena *mem, const struct names *lines, size_t *at,
				     const char *text)
{
	struct str s = { .mem = mem };

	str_add(&s, text);
	for (size_t n = quoted_lines(lines, *at); n > 0; n--)
		str_fmt(&s, "\n%s", lines->at[++*at]);
	return str_text(&s);
}

/* GOPATH="/home/u/go", or `set GOPATH=C:\go` on Windows: a command, or a line of what go env prints. */
static bool may_be_of_go_env(const struct pipeline *p)
{
	bool windows = p->words.n == 2 && str_equal(p->words.at[0], "set");

	return !p->prompted && ((p->words.n == 1 && is_assignment_word(p->words.at[0])) ||
				(windows && is_assignment_word(p->words.at[1])));
}

static bool asks_go_env(const struct pipeline *p)
{
	return p->words.n == 2 && str_equal(p->words.at[0], "go") &&
	       str_equal(p->words.at[1], "env");
}

/* What go env printed was typed by nobody. An article has a few such lines, go env two dozen. */
static void leave_out_go_env(struct pipelines *all)
{
	enum { FEW = 6 };
	size_t assignments = 0, n = 0;
	bool asked = false;

	for (size_t i = 0; i < all->n; i++)
		assignments += may_be_of_go_env(&all->at[i]);
	for (size_t i = 0; i < all->n; i++) {
		struct pipeline p = all->at[i];

		asked = asked || asks_go_env(&p);
		if (!may_be_of_go_env(&p) || (!asked && assignments < FEW))
			all->at[n++] = p;
	}
	all->n = n;
}

static bool is_odd(const char *text, char sign)
{
	bool odd = false;

	for (; *text; text++)
		odd ^= *text == sign;
	return odd;
}

/* Without the backtick, quote or edge of a table that closes what was taken off in front of it. */
static const char *without_closing(struct arena *mem, const char *text, const char *line)
{
	size_t n = strlen(text);

	if (line[0] == '|' && n > 2 && text[n - 1] == '|')
		n -= text[n - 2] == ' ' ? 2 : 1;
	if (n && strchr("`\"", text[n - 1]) && is_odd(text, text[n - 1]))
		n--;
	return arena_strndup(mem, text, n);
}

static void add_command(struct arena *mem, const struct names *lines, struct pipelines *found,
			struct values *values, struct pipeline p)
{
	const char *first;

	p.words = command_words(mem, p.text);
	if (!p.words.n)
		return;
	first = p.words.at[command_word_at(&p.words)];
	p.known = (is_command_word(first) || is_loop(&p.words) || is_known_by_its_line(p.text)) &&
		  !is_said_by_a_program(&p.words) && cut_from_sentence(mem, &p);
	if (!p.prompted && !p.known) {
		values_learn_of_make(mem, values, p.text);
		return;
	}
	values_learn(mem, values, &p.words);
	p.filled = values_filled_in(mem, values, p.text);
	if (p.filled != p.text)
		p.words = command_words(mem, p.filled);
	one_command_for_a_list(mem, lines, &p);
	one_removal_for_each(mem, &p);
	list_push(mem, found, p);
}

/* What stands in front of it is taken off; in a list or log also what closes it. */
static struct pipeline command_at(struct arena *mem, const struct names *lines, size_t *at)
{
	const char *line = line_without_prefix(lines->at[*at]);
	const char *prompted = line_after_prompt(line);
	const char *marked = prompted ? NULL : line_after_mark(mem, line);
	struct pipeline p = { .line = *at };
	bool begins = !prompted && !marked && begins_like_command(mem, line);

	if (!prompted && !marked && !begins)
		marked = line_behind_log(mem, line);
	if (!prompted && marked)
		prompted = line_after_prompt(marked);
	p.prompted = prompted && (unsigned char)prompted[0] < 0x80; /* else it is prose */
	p.text = joined(mem, lines, at, prompted ? prompted : marked ? marked : line);
	if (prompted || (p.text == line ? begins : begins_like_command(mem, p.text)))
		p.text = with_quoted_lines(mem, lines, at, p.text);
	if (str_ends(p.text, "```"))
		p.text = arena_strndup(mem, p.text, strlen(p.text) - 3);
	if (marked)
		p.text = without_closing(mem, p.text, line);
	return p;
}

/* ---- what is written into a file: cat >> ~/.zshrc <<'EOF' ---- */

/* The word that ends what follows, of <<EOF, <<-EOF and << EOF; NULL. */
static const char *heredoc_word(struct arena *mem, const char *line)
{
	struct names words;

	if (!str_find(line, "<<"))
		return NULL;
	words = command_words(mem, line);
	for (size_t i = 1; i < words.n; i++) {
		const char *at = strstr(words.at[i], "<<");

		if (!at || at[2] == '<')
			continue;
		at += 2 + (at[2] == '-');
		if (*at)
			return at;
		return i + 1 < words.n ? words.at[i + 1] : NULL;
	}
	return NULL;
}

size_t heredoc_lines(struct arena *mem, const struct names *lines, size_t at)
{
	enum { MOST = 300 };
	const char *end = heredoc_word(mem, lines->at[at]);

	for (size_t i = at + 1; end && i < lines->n && i < at + MOST; i++)
		if (str_equal(lines->at[i], end) || str_equal(lines->at[i], "EOF"))
			return i - at;
	return 0;
}

/* Does what is written go into a file that holds commands, or to a shell? Not into a .proto file. */
static bool is_written_for_a_shell(const struct names *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (glob_matches("*rc|*profile|*.sh|*.zsh|*.fish|*env|*/environment|*Dockerfile*"
				 "|bash|sh|zsh",
				 words->at[i]))
			return true;
	return false;
}

/* <<'EOF', <<\EOF: the lines are written as they stand. */
static bool is_written_as_it_stands(const char *line)
{
	const char *at = strstr(line, "<<");

	at = at ? at + 2 + (at[2] == '-') : "";
	return strchr("'\"\\", at[strspn(at, " ")]) && at[strspn(at, " ")];
}

/* \$PATH in such lines becomes $PATH in the file. */
static const char *without_escapes(struct arena *mem, const char *line)
{
	struct str s = { .mem = mem };

	for (; *line; line++)
		if (line[0] != '\\' || line[1] != '$')
			str_add_char(&s, *line);
	return str_text(&s);
}

struct pipelines commands_in(struct arena *mem, const struct names *lines)
{
	struct pipelines found = { 0 };
	struct values values = { 0 };
	size_t written_to = 0; /* a line; those up to it are written with <<EOF */

	for (size_t i = 0; i < lines->n; i++) {
		struct names in_prose = { 0 };
		size_t before = found.n, written = heredoc_lines(mem, lines, i);
		struct pipeline p;

		values_learn_of_read(mem, &values, lines, i);
		p = command_at(mem, lines, &i);
		if (p.line < written_to && strstr(p.text, "\\$"))
			p.text = without_escapes(mem, p.text);
		if (p.prompted && isupper((unsigned char)p.text[0]))
			commands_in_prose(mem, p.text, &in_prose);
		p.prompted = p.prompted && !in_prose.n; /* "> Run `go env`": quoted, not typed */
		add_command(mem, lines, &found, &values, p);
		if (found.n > before)
			in_prose.n = 0;
		else if (!in_prose.n)
			commands_in_prose(mem, p.text, &in_prose);
		for (size_t k = 0; k < in_prose.n; k++)
			add_command(mem, lines, &found, &values,
				    (struct pipeline){ .text = in_prose.at[k], .line = p.line });
		if (written && found.n > before &&
		    !is_written_for_a_shell(&found.at[found.n - 1].words))
			i = p.line + written;
		else if (written && !is_written_as_it_stands(lines->at[p.line]))
			written_to = p.line + written;
	}
	leave_out_go_env(&found);
	return found;
}
