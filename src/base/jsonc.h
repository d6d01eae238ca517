/*
 * JSON as editors keep their settings: with comments, commas at the end, a byte order mark; each value
 * with the bytes it stands at, so that one of them can be taken out and the rest stays to the byte.
 *
 * Reading: jsonc_parse gives the root or an error that names the line. Nothing at all (blanks and
 * comments) is an object without members, as editors take it. A key that is there twice counts as its
 * last. Depth and values have hard maximums. Pure; everything given back lives in `mem`.
 */
#ifndef BASE_JSONC_H
#define BASE_JSONC_H

#include "base/json.h"

struct jsonc {
	enum json_type type;
	const char *key;    /* escapes resolved; NULL but for members of an object */
	const char *string; /* JSON_STRING, escapes resolved; else NULL */
	size_t from;        /* where the member begins: its key's quote; else as `at` */
	size_t at, end;     /* the value's bytes: [at, end) */
	size_t comma;       /* of the comma behind it; JSONC_NONE */
	int line;           /* 1-based, of `from` */
	struct jsonc *first, *last, *next, *before;
};
#define JSONC_NONE ((size_t)-1)

enum rc jsonc_parse(struct arena *mem, struct bytes text, struct jsonc **ret_root, struct err *e);
/* The member that counts; NULL. The object may be NULL or of another type. */
const struct jsonc *jsonc_get(const struct jsonc *object, const char *key);

/* The text without the member that begins at `from`: its key, value and comma, and its lines where nothing
 * else stands on them. Comments stay. RC_CHANGED where no member begins there. */
enum rc jsonc_take_out(struct arena *mem, struct bytes text, size_t from, struct bytes *ret,
		       struct err *e);

#define jsonc_each(item, parent) \
	for (const struct jsonc *item = (parent) ? (parent)->first : NULL; item; item = item->next)

#endif
