#include "base/mask.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char masked[] = "masked";

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool contains_no_case(const char *name, const char *piece)
{
	for (size_t n = strlen(piece); *name; name++)
		if (strncasecmp(name, piece, n) == 0)
			return true;
	return false;
}

bool mask_shows(const char *name)
{
	static const char *const secret[] = { "TOKEN",  "SECRET", "PASSW", "AUTH",
					      "CREDEN", "KEY",    "COOKIE" };
	static const char *const whole[] = {
		"PATH",
		"path",
		"fpath",
		"fish_user_paths",
		"HOME",
		"SHELL",
		"ZDOTDIR",
		"USER_ZDOTDIR",
		"KITTY_ORIG_ZDOTDIR",
		"GHOSTTY_ZSH_ZDOTDIR",
		"JETBRAINS_INTELLIJ_ORIGINAL_ZDOTDIR",
		"THEIA_ORIGINAL_ZDOTDIR",
		"CONDA_PREFIX",
		"DEVELOPER_DIR",
		"ASDF_GOLANG_VERSION",
		"MISE_GO_VERSION",
		"TMPDIR",
		"TERM",
		"LANG",
		"http_proxy",
		"https_proxy",
		"all_proxy",
		"no_proxy",
		"HTTP_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"SSL_CERT_DIR",
		"SSL_CERT_FILE",
		"CURL_CA_BUNDLE",
		"NO_COLOR",
		"HTTPS_PROXY",
		"go",
		"gofmt",
		"protoc",
	};
	static const char *const begins[] = { "GO",  "CGO_", "HOMEBREW_", "XDG_",
					      "LC_", "WSL",  "goready_" };

	for (size_t i = 0; i < sizeof(secret) / sizeof(secret[0]); i++)
		if (contains_no_case(name, secret[i]))
			return false;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		if (str_equal(name, whole[i]))
			return true;
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_starts(name, begins[i]))
			return true;
	return false;
}

/* ---- home, name, addresses ---- */

static bool at_word(struct bytes text, size_t at, const char *word)
{
	size_t n = strlen(word);

	if (!n || n > text.n - at || memcmp(text.at + at, word, n) != 0)
		return false;
	return at + n == text.n || !is_word(text.at[at + n]);
}

/* Names that are also words of the trade would leave nothing readable, and tell nothing. */
static bool is_common(const char *user)
{
	static const char *const common[] = {
		"root",   "user",   "users",   "go",      "home",    "usr",       "bin",
		"lib",    "etc",    "local",   "opt",     "path",    "admin",     "staff",
		"wheel",  "sudo",   "brew",    "zsh",     "bash",    "fish",      "git",
		"github", "code",   "dev",     "test",    "proto",   "protoc",    "google",
		"golang", "python", "conda",   "mise",    "asdf",    "nix",       "share",
		"sbin",   "tmp",    "var",     "src",     "build",   "work",      "data",
		"macos",  "linux",  "darwin",  "apple",   "library", "system",    "homebrew",
		"ubuntu", "debian", "docker",  "private", "config",  "cache",     "version",
		"http",   "https",  "file",    "text",    "true",    "false",     "main",
		"mod",    "gopath", "default", "world",   "vscode",  "linuxbrew",
	};

	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strcasecmp(user, common[i]) == 0)
			return true;
	return false;
}

static bool stands_before(struct bytes text, size_t at, const char *words)
{
	size_t n = strlen(words);

	return at >= n && memcmp(text.at + at - n, words, n) == 0;
}

/* The name, in whatever case, as a word of its own; one of the trade only where home folders are. */
static bool is_user_name(const struct mask *m, struct bytes text, size_t at)
{
	size_t n = m->user ? strlen(m->user) : 0;

	if (!n || n > text.n - at || strncasecmp(text.at + at, m->user, n) != 0 ||
	    (at + n < text.n && isalnum((unsigned char)text.at[at + n])) ||
	    (at && isalnum((unsigned char)text.at[at - 1])))
		return false;
	return !is_common(m->user) || stands_before(text, at, "/home/") ||
	       stands_before(text, at, "/Users/");
}

/* ---- what is secret on a command line ---- */

/* To the end of the word, quoted or not, that begins here. */
static size_t word_length(struct bytes text, size_t at)
{
	char quote = at < text.n && strchr("\"'", text.at[at]) ? text.at[at] : '\0';
	size_t n = quote != '\0';

	while (at + n < text.n && text.at[at + n] != '\n' &&
	       (quote ? text.at[at + n] != quote : !strchr(" \t\r;|&)\"'`", text.at[at + n])))
		n++;
	return n;
}

static bool speaks_of_a_secret(const char *name)
{
	static const char *const words[] = { "token",  "secret",  "passw",      "passphrase",
					     "apikey", "api-key", "credential", "authorization" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (contains_no_case(name, words[i]))
			return true;
	return false;
}

/* "-p" is a password to few: docker login -p x, mysql -px, sshpass -p x. */
static bool takes_a_password(const struct mask *m, struct bytes text, size_t at)
{
	size_t begin = at;
	const char *line;

	while (begin && text.at[begin - 1] != '\n')
		begin--;
	line = arena_strndup(m->mem, text.at + begin, at - begin);
	return strstr(line, "login") || strstr(line, "mysql") || strstr(line, "sshpass");
}

/* An option at `at` and what it is given: where that begins; 0: it is no option, or nothing that is secret. */
static size_t secret_option(const struct mask *m, struct bytes text, size_t at)
{
	size_t n = 0, from;
	const char *name, *equals;

	if (text.at[at] != '-' || (at && !strchr(" \t\"'=", text.at[at - 1])))
		return 0;
	while (at + n < text.n &&
	       (isalnum((unsigned char)text.at[at + n]) || strchr("-_.", text.at[at + n])))
		n++;
	name = arena_strndup(m->mem, text.at + at, n);
	from = at + n;
	if (str_starts(name, "-p") && !str_starts(name, "-p=") && name[1] == 'p' &&
	    takes_a_password(m, text, at))
		return name[2] ? at + 2 : from + 1;
	if (from + 1 >= text.n || !strchr(" =", text.at[from]))
		return 0;
	if (speaks_of_a_secret(name) || str_equal(name, "--key"))
		return from + 1;
	/* curl -u NAME:PASSWORD; -ldflags "-X main.key=VALUE" */
	equals = arena_strndup(m->mem, text.at + from + 1, word_length(text, from + 1));
	if ((str_equal(name, "-u") || str_equal(name, "--user")) && strchr(equals, ':'))
		return from + 1;
	if (str_equal(name, "-X") && strchr(equals, '='))
		return from + 1 + (size_t)(strchr(equals, '=') - equals) + 1;
	return 0;
}

/* How many bytes of user info (with its @) begin here; 0 none. Right after "://", or at the
 * beginning of a word, where only "name:password@" counts: proxies may come without a scheme. */
static size_t user_info(struct bytes text, size_t at)
{
	size_t n = 0, info = 0;

	while (at + n < text.n && !strchr(" \t\r\n\"'`/,;|<>()", text.at[at + n])) {
		n++;
		if (text.at[at + n - 1] == '@')
			info = n;
	}
	return info;
}

static size_t bare_user_info(struct bytes text, size_t at)
{
	size_t n = user_info(text, at);

	return n && memchr(text.at + at, ':', n) && !memchr(text.at + at, '=', n) ? n : 0;
}

static bool hides_home(const struct mask *m)
{
	return m->home && !str_equal(m->home, m->new_home) && !str_equal(m->home, "/");
}

struct bytes mask_text(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };

	for (size_t i = 0; i < text.n;) {
		bool begins = i == 0 || !is_word(text.at[i - 1]);
		size_t secret = secret_option(m, text, i);

		if (secret && secret < text.n) {
			str_add_bytes(&s, text.at + i, secret - i);
			str_add(&s, masked);
			i = secret + word_length(text, secret);
		} else if (begins && bare_user_info(text, i)) {
			i += bare_user_info(text, i);
		} else if (hides_home(m) && at_word(text, i, m->home)) {
			str_add(&s, m->new_home);
			i += strlen(m->home);
		} else if (is_user_name(m, text, i)) {
			str_add(&s, "user");
			i += strlen(m->user);
		} else if (text.n - i >= 3 && memcmp(text.at + i, "://", 3) == 0) {
			str_add(&s, "://");
			i += 3;
			i += user_info(text, i);
		} else {
			str_add_char(&s, text.at[i++]);
		}
	}
	return (struct bytes){ str_text(&s), s.n };
}

const char *mask_path(const struct mask *m, const char *path)
{
	const char *text = mask_text(m, bytes_of(path)).at;
	size_t n = m->new_home ? strlen(m->new_home) : 0;

	if (n > 1 && strncmp(text, m->new_home, n) == 0 && (!text[n] || text[n] == '/'))
		return arena_fmt(m->mem, "~%s", text + n);
	return text;
}

const char *mask_value(const struct mask *m, const char *name, const char *value)
{
	if (!*value)
		return value;
	return mask_shows(name) ? mask_text(m, bytes_of(value)).at : masked;
}

/* ---- scripts ---- */

/* Past a quoted piece that begins at i. */
static size_t skip_quoted(struct bytes t, size_t i)
{
	char quote = t.at[i++];

	while (i < t.n && t.at[i] != quote)
		i += t.at[i] == '\\' && quote != '\'' ? 2 : 1;
	return i < t.n ? i + 1 : t.n;
}

/* Past a bracket and all in it: $(...), (...), ${...}. */
static size_t skip_brackets(struct bytes t, size_t i)
{
	int depth = 0;

	while (i < t.n) {
		char c = t.at[i];

		if (c == '"' || c == '\'' || c == '`') {
			i = skip_quoted(t, i);
			continue;
		}
		i += c == '\\' ? 2 : 1;
		if (c == '(' || c == '{')
			depth++;
		else if ((c == ')' || c == '}') && --depth == 0)
			return i;
	}
	return t.n;
}

/* Is it the end of what was opened before the value: "-X=main.key=value"? */
static bool closes_another(struct bytes t, size_t begin, size_t i)
{
	size_t n = 1;

	if (i == begin || !strchr("\"'", t.at[i]))
		return false;
	while (i + n < t.n && t.at[i + n] != '\n' && t.at[i + n] != t.at[i])
		n++;
	return i + n == t.n || t.at[i + n] == '\n';
}

/* Past the shell word that begins at i: what is assigned. */
static size_t skip_value(struct bytes t, size_t i)
{
	size_t begin = i;

	while (i < t.n && !closes_another(t, begin, i)) {
		char c = t.at[i];

		if (strchr(" \t\r\n;&|<>)}", c))
			return i;
		if (c == '"' || c == '\'' || c == '`')
			i = skip_quoted(t, i);
		else if (c == '(' || (c == '$' && i + 1 < t.n && strchr("({", t.at[i + 1])))
			i = skip_brackets(t, i + (c == '$'));
		else
			i += c == '\\' ? 2 : 1;
	}
	return i < t.n ? i : t.n;
}

static size_t name_length(struct bytes t, size_t i)
{
	size_t n = 0;

	if (i >= t.n || isdigit((unsigned char)t.at[i]))
		return 0;
	while (i + n < t.n && (is_word(t.at[i + n]) || (n && strchr(".-", t.at[i + n]))))
		n++;
	return n;
}

static size_t skip_blanks(struct bytes t, size_t i)
{
	while (i < t.n && (t.at[i] == ' ' || t.at[i] == '\t'))
		i++;
	return i;
}

static size_t skip_line(struct bytes t, size_t i)
{
	while (i < t.n && !strchr("\n;&|", t.at[i]))
		i = t.at[i] == '"' || t.at[i] == '\'' ? skip_quoted(t, i) : i + 1;
	return i;
}

/* fish's "set -gx NAME VALUE...", csh's "setenv NAME VALUE": where the value begins, 0 where it is
 * none; and whether it is to be shown. */
static size_t set_value(struct arena *mem, struct bytes t, size_t i, bool *ret_show)
{
	size_t n = 0;

	if (!at_word(t, i, "set") && !at_word(t, i, "setenv"))
		return 0;
	i = skip_blanks(t, i + (at_word(t, i, "set") ? 3 : 6));
	while (i < t.n && t.at[i] == '-') {
		while (i < t.n && !isspace((unsigned char)t.at[i]))
			i++;
		i = skip_blanks(t, i);
	}
	n = name_length(t, i);
	if (!n || i + n >= t.n || (t.at[i + n] != ' ' && t.at[i + n] != '\t'))
		return 0;
	*ret_show = mask_shows(arena_strndup(mem, t.at + i, n));
	return skip_blanks(t, i + n);
}

/* "NAME=", "NAME+=": where the value begins. */
static size_t assigned_value(struct arena *mem, struct bytes t, size_t i, bool *ret_show)
{
	size_t n = name_length(t, i), end = i + n;

	if (!n)
		return 0;
	if (end < t.n && t.at[end] == '+')
		end++;
	if (end >= t.n || t.at[end] != '=' || (end + 1 < t.n && t.at[end + 1] == '='))
		return 0;
	*ret_show = mask_shows(arena_strndup(mem, t.at + i, n));
	return end + 1;
}

/* "Authorization: ..." and "Bearer ..." on a command line. */
static size_t header_value(struct bytes t, size_t i)
{
	static const char *const words[] = { "Authorization:", "Bearer ", "PRIVATE-TOKEN:" };

	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		size_t n = strlen(words[w]);

		if (n <= t.n - i && strncasecmp(t.at + i, words[w], n) == 0)
			return i + n;
	}
	return 0;
}

/* Words that look drawn by lot: 20 letters and digits or more, several of each. */
static size_t random_word(struct bytes t, size_t i)
{
	size_t n = 0, digits = 0, letters = 0;

	while (i + n < t.n && (is_word(t.at[i + n]) || t.at[i + n] == '-')) {
		digits += isdigit((unsigned char)t.at[i + n]) != 0;
		letters += isalpha((unsigned char)t.at[i + n]) != 0;
		n++;
	}
	return n >= 20 && digits >= 3 && letters >= 3 ? n : 0;
}

/* What of the text must go, from i on: [*ret_from, *ret_to). False: nothing begins here. */
static bool hidden_at(const struct mask *m, struct bytes t, size_t i, size_t *ret_from,
		      size_t *ret_to)
{
	bool show = false;
	size_t from = assigned_value(m->mem, t, i, &show);

	*ret_from = from;
	*ret_to = from ? skip_value(t, from) : 0;
	if (from)
		return !show && *ret_to > from;
	*ret_from = set_value(m->mem, t, i, &show);
	if (*ret_from) {
		*ret_to = skip_line(t, *ret_from);
		return !show && *ret_to > *ret_from;
	}
	*ret_from = header_value(t, i);
	if (*ret_from) {
		*ret_to = *ret_from;
		while (*ret_to < t.n && !strchr("\n\"'", t.at[*ret_to]))
			(*ret_to)++;
		return true;
	}
	*ret_from = i;
	*ret_to = i + random_word(t, i);
	return *ret_to > i;
}

/* A comment that speaks of a password: all of it. */
static size_t secret_comment(const struct mask *m, struct bytes t, size_t i)
{
	size_t n = 0;
	const char *comment;

	if (t.at[i] != '#' || (i && !isspace((unsigned char)t.at[i - 1])))
		return 0;
	while (i + n < t.n && t.at[i + n] != '\n')
		n++;
	comment = arena_strndup(m->mem, t.at + i, n);
	return speaks_of_a_secret(comment) || strstr(comment, "密码") || strstr(comment, "口令")
		       ? n
		       : 0;
}

/* The lines of a here document, "<<WORD" at i: *ret_from is where they begin, *ret_to the line that ends them. */
static bool here_document(const struct mask *m, struct bytes t, size_t i, size_t *ret_from,
			  size_t *ret_to)
{
	struct bytes line;
	const char *word;
	size_t n = 0;

	if (t.n - i < 4 || memcmp(t.at + i, "<<", 2) != 0 || t.at[i + 2] == '<' ||
	    (i && t.at[i - 1] == '<'))
		return false;
	i += 2;
	i += t.at[i] == '-';
	i = skip_blanks(t, i);
	i += i < t.n && strchr("\"'\\", t.at[i]);
	while (i + n < t.n && is_word(t.at[i + n]))
		n++;
	if (!n || isdigit((unsigned char)t.at[i]))
		return false;
	word = arena_strndup(m->mem, t.at + i, n);
	while (i < t.n && t.at[i] != '\n')
		i++;
	*ret_from = *ret_to = ++i;
	while (i < t.n && next_line(t, &i, &line)) {
		if (str_equal(str_trim(m->mem, arena_strndup(m->mem, line.at, line.n)), word))
			return true;
		*ret_to = i;
	}
	return false; /* it does not end: most likely none */
}

struct bytes mask_script(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	size_t from = 0, to = 0, here = 0, here_ends = 0;

	for (size_t i = 0; i < text.n;) {
		bool begins = i == 0 || (!is_word(text.at[i - 1]) && !strchr("-$", text.at[i - 1]));
		size_t comment = secret_comment(m, text, i);

		if (i >= here_ends && here_document(m, text, i, &from, &to)) {
			here = from;
			here_ends = to;
		}
		if (i == here && i < here_ends) {
			for (; i < here_ends; i++) /* a line for a line */
				if (text.at[i] == '\n')
					str_fmt(&s, "%s\n", masked);
		} else if (comment) {
			str_add(&s, "# masked");
			i += comment;
		} else if (begins && hidden_at(m, text, i, &from, &to)) {
			if (to > text.n)
				to = text.n;
			str_add_bytes(&s, text.at + i, from - i);
			str_add(&s, masked);
			i = to;
		} else {
			str_add_char(&s, text.at[i++]);
		}
	}
	return mask_text(m, (struct bytes){ str_text(&s), s.n });
}

/* ---- files of settings ---- */

/* The length of NAME in "NAME=value"; 0 where the line is something else. */
static size_t setting_name(struct bytes line)
{
	size_t n = name_length(line, 0);

	return n && n < line.n && line.at[n] == '=' ? n : 0;
}

static bool is_settings_file(struct bytes text)
{
	struct bytes line;
	bool any = false;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (setting_name(line))
			any = true;
		else if (skip_blanks(line, 0) < line.n && line.at[skip_blanks(line, 0)] != '#' &&
			 line.at[skip_blanks(line, 0)] != '\r')
			return false;
	}
	return any;
}

/* "SETUVAR --export NAME:VALUE", the value's signs written \x3a and so on (fish, env_universal_common.cpp). */
static bool is_universal(struct bytes line)
{
	static const char word[] = "SETUVAR ";
	size_t n = sizeof(word) - 1;

	return line.n > n && memcmp(line.at, word, n) == 0 && memchr(line.at, ':', line.n);
}

/* A script may name SETUVAR as well, and is full of what this format has not. */
static bool is_of_fish(struct bytes text)
{
	struct bytes line;
	bool any = false;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (is_universal(line))
			any = true;
		else if (line.n && line.at[0] != '#')
			return false;
	}
	return any;
}

static void mask_universal(const struct mask *m, struct bytes line, struct str *into)
{
	const char *name = memchr(line.at, ':', line.n), *value, *at, *address;
	size_t n = (size_t)(name + 1 - line.at);

	while (name[-1] != ' ')
		name--;
	str_add_bytes(into, line.at, n);
	if (!mask_shows(arena_strndup(m->mem, name, (size_t)(line.at + n - 1 - name)))) {
		str_add(into, masked);
		return;
	}
	value = arena_strndup(m->mem, line.at + n, line.n - n);
	at = strstr(value, "\\x40");
	address = strstr(value, "//");
	if (!at || !address || address > at) {
		str_add(into, value);
		return;
	}
	str_add_bytes(into, value, (size_t)(address + 2 - value));
	str_add(into, at + 4);
}

static struct bytes mask_universals(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	struct bytes line, shown;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (is_universal(line)) {
			mask_universal(m, line, &s);
		} else {
			shown = mask_script(m, line);
			str_add_bytes(&s, shown.at, shown.n);
		}
		if (at <= text.n)
			str_add_char(&s, '\n');
	}
	return mask_text(m, str_bytes(&s));
}

/* git's settings: the rewrites of addresses, what is included and what is trusted; of others that they are there. */
struct bytes mask_git(const struct mask *m, struct bytes text)
{
	static const char *const shown[] = { "insteadof", "pushinsteadof", "directory", "path",
					     "sslverify", "sslcainfo",     "proxy",     NULL };
	struct str s = { .mem = m->mem };
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		const char *one = arena_strndup(m->mem, line.at, line.n);
		const char *key = one + strspn(one, " \t"), *equals = strchr(one, '=');
		size_t n = strcspn(key, " \t=");
		bool shows = *key == '[' || !equals;

		for (size_t i = 0; !shows && shown[i]; i++)
			shows = strlen(shown[i]) == n && strncasecmp(shown[i], key, n) == 0;
		str_add_bytes(&s, one, shows ? line.n : (size_t)(equals + 1 - one));
		if (!shows)
			str_fmt(&s, " %s", masked);
		if (at <= text.n)
			str_add_char(&s, '\n');
	}
	return mask_script(m, str_bytes(&s));
}

struct bytes mask_file(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	struct bytes line, shown;
	size_t at = 0;

	if (is_of_fish(text))
		return mask_universals(m, text);
	if (!is_settings_file(text))
		return mask_script(m, text);
	while (next_line(text, &at, &line)) {
		size_t n = setting_name(line);
		bool show = !n || n + 1 == line.n || mask_shows(arena_strndup(m->mem, line.at, n));

		str_add_bytes(&s, line.at, show ? line.n : n + 1);
		if (!show)
			str_add(&s, masked);
		if (at <= text.n)
			str_add_char(&s, '\n');
	}
	shown = (struct bytes){ str_text(&s), s.n };
	return mask_text(m, shown);
}
