/* Which lines of a paste are commands, or hold some. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>

#include "explain/command_match.h"

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
	p->words = command_first_words(mem, p->text, at, &end);
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

struct reading {
	struct arena *mem;
	const struct names *lines;
	struct pipelines found;
	struct values values; /* that the lines up to here give to names */
};

/* p has its text yet; false: it is no command. */
static bool add_command(struct reading *r, struct pipeline p)
{
	const char *first;

	p.words = command_words(r->mem, p.text);
	if (!p.words.n)
		return false;
	first = p.words.at[command_word_at(&p.words)];
	p.known = (is_command_word(first) || is_loop(&p.words) || is_known_by_its_line(p.text)) &&
		  !is_said_by_a_program(&p.words) && cut_from_sentence(r->mem, &p);
	if (!p.prompted && !p.known) {
		values_learn_of_make(r->mem, &r->values, p.text);
		return false;
	}
	values_learn(r->mem, &r->values, &p.words);
	p.filled = values_filled_in(r->mem, &r->values, p.text);
	if (p.filled != p.text)
		p.words = command_words(r->mem, p.filled);
	one_command_for_a_list(r->mem, r->lines, &p);
	one_removal_for_each(r->mem, &p);
	list_push(r->mem, &r->found, p);
	return true;
}

/* The line itself, or else those in the middle of it. */
static bool add_commands(struct reading *r, struct pipeline p)
{
	struct names in_prose = { 0 };
	bool any = false;

	if (p.prompted && isupper((unsigned char)p.text[0])) {
		commands_in_prose(r->mem, p.text, &in_prose);
		p.prompted = !in_prose.n; /* "> Run `go env`": quoted, not typed */
	}
	if (add_command(r, p))
		return true;
	if (!in_prose.n)
		commands_in_prose(r->mem, p.text, &in_prose);
	for (size_t i = 0; i < in_prose.n; i++)
		any |= add_command(r, (struct pipeline){ .text = in_prose.at[i], .line = p.line });
	return any;
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
	struct reading r = { .mem = mem, .lines = lines };
	size_t written_to = 0; /* a line; those up to it are written with <<EOF */

	for (size_t i = 0; i < lines->n; i++) {
		size_t written = heredoc_lines(mem, lines, i);
		struct pipeline p;

		values_learn_of_read(mem, &r.values, lines, i);
		p = command_at(mem, lines, &i);
		if (p.line < written_to && strstr(p.text, "\\$"))
			p.text = without_escapes(mem, p.text);
		if (add_commands(&r, p) && written &&
		    !is_written_for_a_shell(&r.found.at[r.found.n - 1].words))
			i = p.line + written;
		else if (written && !is_written_as_it_stands(lines->at[p.line]))
			written_to = p.line + written;
	}
	leave_out_go_env(&r.found);
	return r.found;
}
