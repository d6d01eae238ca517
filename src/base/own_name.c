#include "base/own_name.h"

#include <string.h>

#include "base/str.h"

enum { MOST_MEMORY = 4 << 20, SLOTS = 256 };

static const char usual[] = "goready";

struct renamed {
	const char *from, *to;
	struct renamed *next;
};

static struct {
	const char *program; /* NULL: the usual name starts it */
	bool (*is_command)(const char *word, size_t n);
	struct arena *mem;
	struct renamed *slots[SLOTS];
} own;

void own_name_set(const char *program, bool (*is_command)(const char *word, size_t n))
{
	own.is_command = is_command;
	if (str_equal(program, own_name())) /* looked at once more: what is renamed stays so */
		return;
	memset(own.slots, 0, sizeof(own.slots));
	if (!own.mem)
		own.mem = arena_open("own name", MOST_MEMORY);
	own.program = str_equal(program, usual) ? NULL : arena_strdup(own.mem, program);
}

const char *own_name(void)
{
	return own.program ? own.program : usual;
}

const char *own_command(struct arena *mem, const char *words)
{
	return arena_fmt(mem, "%s %s", own_name(), words);
}

/* In a sentence, "let goready install it" is no command: one that can be copied stands in quotes, in brackets, or
 * behind a sign. Behind Chinese there is no blank. */
static bool begins_a_command(const char *message, const char *at)
{
	if (at == message)
		return true;
	if (at[-1] == ' ')
		return at - message > 1 && strchr(":|&;", at[-2]);
	return strchr("'\"`(", at[-1]) || (at[-1] & 0x80);
}

static bool is_typed(const char *message, const char *at)
{
	const char *word = at + strlen(usual) + 1;
	size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyz-");

	return at[strlen(usual)] == ' ' && begins_a_command(message, at) && own.is_command(word, n);
}

/* '/opt/my tools/goready' fix in single quotes would be three words: in double ones. */
static char *quoted_otherwise(const char *message)
{
	char *text = arena_strdup(own.mem, message);

	for (char *at = text; strchr(own.program, '\'') && (at = strstr(at, usual)); at++) {
		char *end = strchr(at, '\'');

		if (end && at > text && at[-1] == '\'' && is_typed(text, at))
			at[-1] = *end = '"';
	}
	return text;
}

static const char *rename_in(const char *message)
{
	struct str s = { .mem = own.mem };
	const char *text = quoted_otherwise(message), *from = text;

	for (const char *at = text; (at = strstr(at, usual)); at += strlen(usual)) {
		if (!is_typed(text, at))
			continue;
		str_add_bytes(&s, from, (size_t)(at - from));
		str_add(&s, own.program);
		from = at + strlen(usual);
	}
	if (from == text)
		return message;
	str_add(&s, from);
	return str_text(&s);
}

/* A message may be a format. */
static bool stays(const char *message)
{
	return !own.program || !own.is_command || strchr(own.program, '%') ||
	       !strstr(message, usual);
}

const char *own_name_in(const char *message)
{
	struct renamed **slot, *one;

	if (stays(message))
		return message;
	slot = &own.slots[hash_bytes(HASH_BEGIN, bytes_of(message)) % SLOTS];
	for (one = *slot; one; one = one->next)
		if (str_equal(one->from, message))
			return one->to;
	one = ARENA_NEW(own.mem, struct renamed);
	one->from = arena_strdup(own.mem, message);
	one->to = rename_in(one->from);
	one->next = *slot;
	*slot = one;
	return one->to;
}
