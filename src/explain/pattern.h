/*
 * Patterns of messages, with typed blanks:
 *
 *	{program}: program not found or is not executable
 *	go: cannot find GOROOT directory: {path}
 *
 * Letters match in any case, blanks and ends of lines do not count, quotation marks are all alike.
 * A blank takes one thing of its type; `{text}` takes anything up to the end of the line.
 *
 *	struct pattern *p;  pattern_parse(mem, "...", &p, &e);
 *	struct haystack *h = haystack_make(mem, &pasted.lines);
 *	struct pattern_match m;  if (pattern_find(mem, p, h, 0, &m)) ... m.things.at[0].name
 *
 * Pure. A haystack is made once and searched by all patterns.
 */
#ifndef EXPLAIN_PATTERN_H
#define EXPLAIN_PATTERN_H

#include <stdint.h>

#include "base/err.h"
#include "base/list.h"
#include "base/str.h"

enum thing_kind {
	THING_PROGRAM,
	THING_PATH,
	THING_HOST,
	THING_MODULE,
	THING_VERSION,
	THING_VARIABLE,
	THING_OPTION,
	THING_FILE,
	THING_SHELL,
	THING_KNOWN,  /* a program whose name cannot be taken for a word: protoc, gopls, git */
	THING_PROXY,  /* a port at which proxies of one's own machine listen: 7890, 1080 */
	THING_WORD,   /* what matters for the pattern only */
	THING_TEXT,   /* likewise */
	THING_NUMBER, /* likewise; digits alone */
	THING_N
};
const char *thing_kind_name(enum thing_kind kind); /* as in JSON and in patterns */

struct thing {
	enum thing_kind kind;
	const char *name;
};
struct things LIST_OF(struct thing);

struct haystack;
/* In `mem`. `lines` must outlive it. */
struct haystack *haystack_make(struct arena *mem, const struct names *lines);

struct pattern;
/* RC_SYNTAX: no such type of blank, or two blanks side by side. */
enum rc pattern_parse(struct arena *mem, const char *text, struct pattern **ret, struct err *e);

/* For pattern_is_line, which looks for no words: it may be blanks alone. */
enum rc pattern_parse_line(struct arena *mem, const char *text, struct pattern **ret,
			   struct err *e);

/* What stands behind its last blank, and the first two characters of that as they are compared. */
struct ending {
	const char *words;
	uint32_t first[2];
};
struct ending pattern_ending(const struct pattern *p);

struct pattern_match {
	struct things things; /* what the blanks took, in order */
	size_t from, to;      /* characters of the haystack */
	size_t line;          /* of `lines`, where it begins */
};
/* The first match that begins at or after `start` (0, or `to` of the one before). */
bool pattern_find(struct arena *mem, const struct pattern *p, const struct haystack *h,
		  size_t start, struct pattern_match *ret);

/* Is it that line, the whole of it? `begins`: or what it begins with, up to a blank or a sentence's sign. */
bool pattern_is_line(struct arena *mem, const struct pattern *p, const struct haystack *h,
		     size_t line, bool begins, struct pattern_match *ret);

/* Its longest words alone, where they are long enough to be nobody else's; nothing is taken. */
bool pattern_find_words(struct arena *mem, const struct pattern *p, const struct haystack *h,
			struct pattern_match *ret);

#endif
