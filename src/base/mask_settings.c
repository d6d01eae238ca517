/* What may be seen of an editor's settings: the names of settings, and the values of Go's. Read sign by sign,
 * so that a file that is broken keeps its secrets too. */
#include "base/mask.h"

#include <string.h>
#include <strings.h>

enum { NO_SECTION = -1 };

struct masking {
	const struct mask *m;
	struct bytes text;
	size_t at;
	struct str out;
	const char *key; /* the last one */
	int depth;
	int section; /* how deep the setting of Go's is that we are in */
	bool variables;
	bool program; /* Zed's "gopls": of what it says of it, its path */
};

static void mask_comment(struct masking *s)
{
	bool lines = s->text.at[s->at + 1] == '*';

	str_add_bytes(&s->out, s->text.at + s->at, 2);
	for (s->at += 2; s->at < s->text.n; s->at++) {
		char c = s->text.at[s->at];

		if (!lines && (c == '\n' || c == '\r'))
			return;
		if (lines && c == '*' && s->at + 1 < s->text.n && s->text.at[s->at + 1] == '/')
			break;
		if (c == '\n' || c == '\r')
			str_add_char(&s->out, c);
	}
	if (lines && s->at < s->text.n) {
		str_add(&s->out, "*/");
		s->at += 2;
	}
}

/* What stands between the quotes, as it is written; s->at is behind the closing one. */
static struct bytes take_string(struct masking *s)
{
	struct bytes in = { s->text.at + ++s->at, 0 };

	while (s->at < s->text.n && s->text.at[s->at] != '"' && s->text.at[s->at] != '\n')
		s->at += s->text.at[s->at] == '\\' && s->at + 1 < s->text.n ? 2 : 1;
	in.n = (size_t)(s->text.at + s->at - in.at);
	if (s->at < s->text.n && s->text.at[s->at] == '"')
		s->at++;
	return in;
}

static bool is_key(const struct masking *s)
{
	size_t at = s->at;

	while (at < s->text.n && memchr(" \t\r\n", s->text.at[at], 4))
		at++;
	return at < s->text.n && s->text.at[at] == ':';
}

static void enter_key(struct masking *s)
{
	if (s->depth <= s->section)
		s->section = NO_SECTION;
	if (s->section != NO_SECTION || (!str_starts(s->key, "go.") && !str_equal(s->key, "gopls")))
		return;
	s->section = s->depth;
	s->program = str_equal(s->key, "gopls");
	s->variables = str_ends(s->key, "EnvVars");
}

/* Below the top, names are the user's: of hosts, of folders. */
static bool shows_key(const struct masking *s)
{
	static const char *const known[] = { "identifier", "id", "version" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_equal(s->key, known[i]))
			return true;
	return s->depth <= 1 || s->section != NO_SECTION;
}

static bool shows_value(const struct masking *s, const char *value)
{
	if (strncasecmp(value, "golang.go", strlen("golang.go")) == 0)
		return true;
	if (str_equal(s->key, "version"))
		return strspn(value, "0123456789.") == strlen(value);
	if (s->section != NO_SECTION && s->program)
		return str_equal(s->key, "path");
	return s->section != NO_SECTION && !(s->variables && !mask_shows(s->key));
}

static void mask_string(struct masking *s)
{
	struct bytes in = take_string(s);
	const char *value = arena_strndup(s->m->mem, in.at, in.n);
	bool shows;

	if (is_key(s)) {
		s->key = value;
		enter_key(s);
		shows = shows_key(s);
	} else {
		shows = shows_value(s, value);
	}
	str_add_char(&s->out, '"');
	if (shows) {
		in = mask_text(s->m, in);
		str_add_bytes(&s->out, in.at, in.n);
	} else {
		str_add(&s->out, "masked");
	}
	str_add_char(&s->out, '"');
}

struct bytes mask_settings(const struct mask *m, struct bytes text)
{
	struct masking s = {
		.m = m, .text = text, .out = { .mem = m->mem }, .key = "", .section = NO_SECTION
	};

	while (s.at < text.n) {
		char c = text.at[s.at];

		if (c == '/' && s.at + 1 < text.n && memchr("/*", text.at[s.at + 1], 2)) {
			mask_comment(&s);
		} else if (c == '"') {
			mask_string(&s);
		} else {
			s.depth += (c == '{' || c == '[') - (c == '}' || c == ']');
			if (s.depth < s.section)
				s.section = NO_SECTION;
			str_add_char(&s.out, c);
			s.at++;
		}
	}
	return str_bytes(&s.out);
}

struct bytes mask_editor_lines(const struct mask *m, struct bytes text)
{
	static const char *const shown[] = {
		"/gopls", "/dlv", "/bin/go", "exec-path", "GOROOT", "GoSdkList", "sdk-path",
	};
	struct str out = { .mem = m->mem };
	bool in_list = false;
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		const char *words = arena_strndup(m->mem, line.at, line.n);
		bool shows = in_list;

		for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
			shows |= strstr(words, shown[i]) != NULL;
		if (strstr(words, "<component") || strstr(words, "</component")) {
			in_list = strstr(words, "GoSdkList") != NULL;
			shows = in_list || strstr(words, "GOROOT");
		}
		if (shows) {
			line = mask_text(m, line);
			str_add_bytes(&out, line.at, line.n);
		}
		str_add_char(&out, '\n');
	}
	return str_bytes(&out);
}
