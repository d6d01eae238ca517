#include "base/foreign.h"

#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

enum { LONGEST_NAME = 60 };

static const char *pattern(void)
{
	/* TRANSLATORS: begins each line that another program wrote; what it wrote follows. */
	return _("%s said: ");
}

/* What stands after the name. */
static const char *said_word(void)
{
	const char *at = strstr(pattern(), "%s");

	return at ? at + 2 : pattern();
}

static const char *foreign_name_of(struct arena *mem, const char *who)
{
	const char *name = path_name(who);

	return arena_strndup(mem, name, strcspn(name, " "));
}

const char *foreign_said(struct arena *mem, const char *who, const char *text)
{
	const char *name = foreign_name_of(mem, who);
	struct str out = { .mem = mem };

	while (*text) {
		size_t n = strcspn(text, "\r\n");

		if (n) {
			str_fmt(&out, "%s%s%s", out.n ? "\n" : "", name, said_word());
			str_add_bytes(&out, text, n);
		}
		text += n;
		text += strspn(text, "\r\n");
	}
	return out.n ? str_text(&out) : arena_fmt(mem, _("%s said nothing"), name);
}

/* The first one that ends before `to`; NULL. */
static const char *find_before(const char *from, const char *to, const char *what)
{
	size_t n = strlen(what);

	for (; n && n <= (size_t)(to - from); from++)
		if (memcmp(from, what, n) == 0)
			return from;
	return NULL;
}

/* The name of a program: "Stopped：go" is none. */
static bool is_one_word(const char *from, const char *to)
{
	return from < to && !find_before(from, to, " ") && !find_before(from, to, "：");
}

/* What follows is another line, and may be somebody else's. */
static const char *end_of_line(const char *line)
{
	return line + strcspn(line, "\n");
}

size_t foreign_prefix(const char *line)
{
	const char *word = said_word(), *at = find_before(line, end_of_line(line), word);

	if (!at || at - line > LONGEST_NAME || !is_one_word(line, at))
		return 0;
	return (size_t)(at - line) + strlen(word);
}

/* "... failed: protoc said: ", but not "what its command said: ". */
static bool ends_clause(const char *line, const char *at)
{
	static const char *const ends[] = { ": ", ". ", "：", "。" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t n = strlen(ends[i]);

		if ((size_t)(at - line) >= n && strncmp(at - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

size_t foreign_within(const char *line)
{
	const char *at = find_before(line, end_of_line(line), said_word()), *name = at;

	if (!at)
		return 0;
	while (name > line && !ends_clause(line, name))
		name--;
	return foreign_prefix(name) ? (size_t)(name - line) : 0;
}

enum rc foreign_failed(struct arena *mem, const char *command, int status, const char *text,
		       struct err *e)
{
	return err_set(e, RC_COMMAND, _("%s ended with status %d\n%s"), command, status,
		       foreign_said(mem, arena_strndup(mem, command, strcspn(command, " ")), text));
}

enum rc foreign_timed_out(struct arena *mem, const char *command, int seconds, const char *text,
			  struct err *e)
{
	return err_set(e, RC_TIMEOUT, _("%s took longer than %d seconds\n%s"), command, seconds,
		       foreign_said(mem, arena_strndup(mem, command, strcspn(command, " ")), text));
}
