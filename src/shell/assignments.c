/* Lines that assign variables: what all shells share; each row reads its own. */
#include "shell/assignments.h"

#include <ctype.h>
#include <string.h>

#include "shell/lines.h"
#include "shell/shell.h"
#include "tool/go_variables.h"

static bool in_list(const char *const *list, const char *name)
{
	for (size_t i = 0; list[i]; i++)
		if (str_equal(list[i], name))
			return true;
	return false;
}

/* Not every GO*: GOOGLE_API_KEY and its like are none of our business. */
bool line_name_matters(const char *name)
{
	static const char *const others[] = {
		"PATH",
		"http_proxy",
		"https_proxy",
		"all_proxy",
		"no_proxy",
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"LD_LIBRARY_PATH",
		"DYLD_LIBRARY_PATH",
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"CURL_CA_BUNDLE",
		"TMPDIR",
		"ZDOTDIR",
		"DEVELOPER_DIR",
		"XDG_DATA_HOME",
		"XDG_STATE_HOME",
		"XDG_CACHE_HOME",
		"XDG_CONFIG_HOME",
		"ASDF_DATA_DIR",
		"MISE_DATA_DIR",
		"GVM_ROOT",
		"GOENV_ROOT",
		"HOMEBREW_API_DOMAIN",
		"HOMEBREW_BOTTLE_DOMAIN",
		"HOMEBREW_ARTIFACT_DOMAIN",
		"HOMEBREW_BREW_GIT_REMOTE",
		"HOMEBREW_CORE_GIT_REMOTE",
		NULL,
	};

	return go_variable_is(name, VARIABLE_LINE) || in_list(others, name);
}

void line_reader_add(struct line_reader *r, const char *name, const char *value, bool plain)
{
	if (r->only ? !str_equal(r->only, name) : !line_name_matters(name))
		return;
	list_push(r->mem, r->into,
		  ((struct assignment){
			  .file = r->file,
			  .line = r->line,
			  .name = name,
			  .value = value,
			  .text = r->text,
			  .function = r->function,
			  .plain = plain && r->depth == 0,
			  .certain = plain && (r->depth == 0 || (r->depth == 1 && r->called)) }));
}

/* Does a command of the line begin with the word? A sign of an editor in front of it, or in the place of the blank
 * behind it, makes it another word, and in quotes it is text. */
static bool has_command(const char *s, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = s; (at = strstr(at, word)); at += n)
		if ((at == s || strchr(" \t;&|({", at[-1])) && (!at[n] || strchr(" \t;\r", at[n])))
			return true;
	return false;
}

/* `eval "$(/opt/homebrew/bin/brew shellenv zsh)"`, and fish's `... | source`: what brew prints puts
 * its bin and sbin in front of PATH (Homebrew/brew, cmd/shellenv.sh). */
static bool read_shellenv(struct line_reader *r, const char *s)
{
	static const char words[] = "/bin/brew shellenv";
	const char *end = strstr(s, words), *start = end, *prefix;

	if (!end || (end[strlen(words)] & 0x80) ||
	    (!has_command(s, "eval") && !has_command(s, "source")))
		return false;
	while (start > s && !strchr("(`'\" \t", start[-1]))
		start--;
	if (*start != '/' || (start > s + 1 && start[-1] == '(' && (start[-2] & 0x80)))
		return false;
	prefix = arena_strndup(r->mem, start, (size_t)(end - start));
	line_reader_add(r, "PATH", arena_fmt(r->mem, "%s/bin:%s/sbin:$PATH", prefix, prefix),
			false);
	return true;
}

/* ---- go env file ---- */

/* cmd/go reads KEY=VALUE, the value as it stands, and skips what does not begin with A-Z
 * (cfg.go, readEnvFile). A CR stays part of the value. */
static void read_go_env_line(struct line_reader *r, const char *s)
{
	const char *equals = strchr(s, '=');

	if (s[0] < 'A' || s[0] > 'Z' || !equals)
		return;
	line_reader_add(r, arena_strndup(r->mem, s, (size_t)(equals - s)),
			arena_strdup(r->mem, equals + 1), true);
}

static void parse_settings(struct line_reader *r, struct bytes text)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		r->line++;
		r->text = arena_strndup(r->mem, line.at, line.n);
		read_go_env_line(r, r->text);
	}
}

/* Named by a command: not in a comment, and not where it begins itself. */
static bool is_handed_over(const char *line, const char *function)
{
	const char *at = line_find_name(line, function);
	const char *behind = at ? at + strlen(function) : "";

	behind += strspn(behind, " \t");
	return at && line[strspn(line, " \t")] != '#' && *behind != '(' && *behind != '{';
}

bool function_is_named(struct arena *mem, struct bytes text, const char *function)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line))
		if (bytes_find(line, function) &&
		    is_handed_over(arena_strndup(mem, line.at, line.n), function))
			return true;
	return false;
}

/* Is it called so, or does a line hand it to what the shell does at each prompt? */
static bool is_called_at_prompt(struct arena *mem, struct bytes text, const char *function,
				const char *const *words)
{
	struct bytes line;
	size_t at = 0;

	if (in_list(words, function))
		return true;
	while (next_line(text, &at, &line)) {
		const char *one =
			bytes_find(line, function) ? arena_strndup(mem, line.at, line.n) : "";

		for (size_t i = 0; is_handed_over(one, function) && words[i]; i++)
			if (strstr(one, words[i]))
				return true;
	}
	return false;
}

static void enter_function(struct line_reader *r, struct bytes text, const char *function,
			   const char *const *words)
{
	if (r->function == function)
		return;
	r->function = function;
	r->called = function && words && is_called_at_prompt(r->mem, text, function, words);
}

/* ---- several commands on a line ---- */

/* Where the command at s ends: at a ; or && or ||, in no quotes and no brackets. */
static size_t command_length(const char *s)
{
	char quote = 0;
	int depth = 0;
	size_t n = 0;

	for (; s[n]; n++) {
		if (s[n] == '\\' && s[n + 1] && quote != '\'')
			n++;
		else if (quote)
			quote = s[n] == quote ? 0 : quote;
		else if (s[n] == '\'' || s[n] == '"')
			quote = s[n];
		else if (s[n] == '#' && n && strchr(" \t", s[n - 1]))
			break;
		else if (!depth &&
			 (s[n] == ';' || str_starts(s + n, "&&") || str_starts(s + n, "||")))
			break;
		else
			depth += (s[n] == '(') - (s[n] == ')' && depth);
	}
	return n;
}

/* Behind `then`, fish's `and`, the pattern of a branch and the like, where the command itself begins. */
static const char *command_itself(const char *s)
{
	static const char of_patterns[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.*?|\" ";
	static const char *const words[] = {
		"then", "do", "else", "and", "or", "{", "begin", NULL
	};

	for (const char *pattern = s;; s += strspn(s, " \t")) {
		const char *in = str_starts(s, "case ") ? strstr(s, " in ") : NULL;
		const char *const *word = words;
		size_t n = strcspn(s, " \t");

		if (in) {
			s = in + strlen(" in ");
			continue;
		}
		if (pattern <= s) /* its end is looked for once */
			pattern = s + strspn(s, of_patterns);
		if (*pattern == ')' && pattern > s)
			return pattern + 1 + strspn(pattern + 1, " \t");
		while (*word && (strlen(*word) != n || !str_starts(s, *word)))
			word++;
		if (!*word || !s[n])
			return s;
		s += n;
	}
}

/* `export GOPATH=$HOME/go; export PATH=$PATH:$GOPATH/bin`, `[ -d ~/go/bin ] && PATH=~/go/bin:$PATH`: what stands
 * behind anything but an assignment may not be run. */
static void read_commands(struct line_reader *r, const char *s, const struct shell_kind *kind)
{
	int depth = r->depth;
	size_t first = r->into->n;

	while (*s && *s != '#') {
		size_t n = command_length(s), before = r->into->n;
		const char *one = str_trim(r->mem, arena_strndup(r->mem, s, n));

		kind->read_line(r, command_itself(one));
		r->depth += r->depth == depth &&
			    ((r->into->n == before && !str_starts(one, "export ")) ||
			     str_starts(s + n, "||"));
		s += n;
		s += strspn(s, ";&| \t\r");
	}
	for (size_t i = first; i < r->into->n; i++)
		r->into->at[i].plain = r->into->at[i].shared = r->into->at[i].computed = false;
	r->depth = depth;
}

/* As one command, as PATH=/x; export PATH is one, or as several. */
static void read_line(struct line_reader *r, const char *s, const struct shell_kind *kind)
{
	size_t first = r->into->n, n = command_length(s);

	bool alone = !s[n] || s[n] == '#' || !s[n + strspn(s + n, "; \t\r")];

	kind->read_line(r, s);
	if ((alone && command_itself(s) == s) ||
	    (r->into->n > first && (r->into->at[first].plain || r->into->at[first].shared)))
		return;
	r->into->n = first;
	read_commands(r, s, kind);
}

/* `precmd() { PATH=$saved; }`: what stands in the braces; NULL: the line is none that is closed again. */
static const char *one_line_function(struct arena *mem, const char *line, const char **ret_name)
{
	const char *name;
	size_t n = function_begins(line, &name);
	const char *open = strchr(name, '{'), *close = strrchr(name, '}');

	if (!n || !open || !close || close < open || close[1 + strspn(close + 1, " \t\r;")])
		return NULL;
	*ret_name = arena_strndup(mem, name, n);
	return arena_strndup(mem, open + 1, (size_t)(close - open - 1));
}

/* Each of its commands as a line of that function. */
static void read_one_line_function(struct line_reader *r, struct bytes text, const char *name,
				   const char *body, const struct shell_kind *kind)
{
	struct names commands = str_split(r->mem, body, ';');

	r->depth++;
	enter_function(r, text, name, kind->prompt_words);
	for (size_t i = 0; i < commands.n; i++)
		kind->read_line(r, str_trim(r->mem, commands.at[i]));
}

static void parse_lines(struct line_reader *r, struct bytes text, const struct shell_kind *kind)
{
	struct lines lines;

	lines_open(&lines, r->mem, text, kind->language->lines);
	while (lines_next(&lines)) {
		const char *name, *body = kind->language->lines->braces
						  ? one_line_function(r->mem, lines.trimmed, &name)
						  : NULL;

		r->line = lines.number;
		r->text = lines.text;
		r->depth = lines.depth + (lines.joined ? 1 : 0);
		enter_function(r, text, lines.function, kind->prompt_words);
		if (body)
			read_one_line_function(r, text, name, body, kind);
		else if (lines.quote || !read_shellenv(r, lines.trimmed))
			read_line(r, lines.trimmed, kind);
	}
}

void assignments_parse(struct arena *mem, struct bytes text, const char *file,
		       const struct shell_kind *kind, struct assignments *ret)
{
	struct line_reader r = { .mem = mem, .file = file, .into = ret };

	if (kind)
		parse_lines(&r, text, kind);
	else
		parse_settings(&r, text);
}

void assignments_parse_one(struct arena *mem, struct bytes text, const char *file,
			   const struct shell_kind *kind, const char *name, struct assignments *ret)
{
	struct line_reader r = { .mem = mem, .file = file, .into = ret, .only = name };

	parse_lines(&r, text, kind);
}

bool assignment_is(const struct assignment *one, const struct assignment *a)
{
	return one->line == a->line && str_equal(one->file, a->file) &&
	       str_equal(one->name, a->name);
}

const struct assignment *assignments_last(const struct assignments *all, const char *name)
{
	for (size_t i = all->n; i > 0; i--)
		if (str_equal(all->at[i - 1].name, name))
			return &all->at[i - 1];
	return NULL;
}

bool assignments_hold(const struct assignments *all, const struct assignment *a)
{
	for (size_t i = 0; i < all->n; i++)
		if (assignment_is(&all->at[i], a))
			return true;
	return false;
}

/* ---- values and repairs ---- */

struct variable {
	const char *name;
	const char *otherwise; /* the x of "${NAME:-x}"; NULL */
	bool unset_only;       /* "${NAME-x}": empty is a value */
};

/* Length of "$NAME", "${NAME}" or "${NAME:-x}" at s; 0 where it is none of them. */
static size_t read_variable(struct arena *mem, const char *s, struct variable *ret)
{
	size_t brace = s[1] == '{', n = 1 + brace, all, colon;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	if (n == 1 + brace)
		return 0;
	*ret = (struct variable){ .name = arena_strndup(mem, s + 1 + brace, n - 1 - brace) };
	if (!brace || s[n] == '}')
		return n + brace;
	colon = s[n] == ':';
	all = s[n + colon] == '-' ? nested_length(s) : 0;
	if (!all)
		return 0;
	ret->unset_only = !colon;
	n += colon + 1;
	ret->otherwise = arena_strndup(mem, s + n, all - 1 - n);
	return all;
}

static const char *value_or_default(struct arena *mem, const struct variable *v,
				    variable_value *variable, const void *ctx)
{
	const char *text = str_equal(v->name, "PATH") ? "$PATH" : variable(ctx, v->name);

	if (!v->otherwise || (text && (*text || v->unset_only)))
		return text;
	return assignment_expanded(mem, v->otherwise, variable, ctx);
}

const char *assignment_expanded(struct arena *mem, const char *value, variable_value *variable,
				const void *ctx)
{
	struct str out = { .mem = mem };

	for (size_t i = 0; value[i];) {
		struct variable v;
		const char *text;
		size_t n;

		if (value[i] != '$') {
			str_add_char(&out, value[i++]);
			continue;
		}
		n = read_variable(mem, value + i, &v);
		text = n ? value_or_default(mem, &v, variable, ctx) : NULL;
		if (!text)
			return NULL;
		str_add(&out, text);
		i += n;
	}
	return str_text(&out);
}

const char *line_double_quoted(struct arena *mem, const char *value)
{
	struct str out = { .mem = mem };

	str_add_char(&out, '"');
	for (; *value; value++) {
		if (strchr("\"\\`", *value))
			str_add_char(&out, '\\');
		str_add_char(&out, *value);
	}
	str_add_char(&out, '"');
	return str_text(&out);
}

const char *line_find_name(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
		bool begins = at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_');

		if (begins && !isalnum((unsigned char)at[n]) && at[n] != '_')
			return at;
	}
	return NULL;
}
