/*
 * JSON: a tree in an arena, read with line numbers, written one way.
 *
 * Reading: json_parse gives the root or an error that names the line. Members keep their order;
 * doubled keys are an error. Depth and size have hard maximums (64; 32 MiB).
 * Getters never fail: a missing member or another type gives the stated value; who must tell these
 * apart looks at `type`. Writing: make a tree with json_new_*, then json_print.
 * cJSON parses and prints; it is used in json.c only.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/list.h"
#include "base/str.h"

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_type type;
	const char *key; /* NULL but for members of an object */
	bool boolean;
	double number;
	const char *string; /* JSON_STRING; UTF-8 */
	struct json *first; /* children in order */
	struct json *last;
	struct json *next;
	int line; /* 1-based; 0 where it was made, not read */
};

enum rc json_parse(struct arena *mem, struct bytes text, struct json **ret_root, struct err *e);

/* Every argument may be NULL or of the wrong type. */
const struct json *json_get(const struct json *object, const char *key);
const char *json_string(const struct json *object, const char *key); /* NULL */
double json_number(const struct json *object, const char *key, double otherwise);
/* Whole numbers: the fraction is dropped, and what is out of range is the nearest that fits (a cast
 * of such a double would be undefined). json_integer ranges over what a double holds exactly, +-2^53. */
int json_int(const struct json *object, const char *key, int otherwise);
int64_t json_integer(const struct json *object, const char *key, int64_t otherwise);
uint64_t json_size(const struct json *object, const char *key, uint64_t otherwise); /* from 0 on */
bool json_bool(const struct json *object, const char *key, bool otherwise);
size_t json_count(const struct json *array);
struct names json_names(struct arena *mem, const struct json *array); /* its strings */
const char *json_type_name(enum json_type type); /* "a string", "an object": for messages */

#define json_each(item, parent) \
	for (const struct json *item = (parent) ? (parent)->first : NULL; item; item = item->next)

struct json *json_new_object(struct arena *mem);
struct json *json_new_array(struct arena *mem);
/* Adding returns the added value. A NULL string becomes null. `key` is ignored in arrays. A string that
 * is not UTF-8 (a path) is printed as {"b64": "..."}. */
struct json *json_add(struct arena *mem, struct json *parent, const char *key, struct json *value);
struct json *json_add_string(struct arena *mem, struct json *parent, const char *key,
			     const char *s);
/* A sentence: always a string, with bytes that are not UTF-8 written out ("\xff"). */
struct json *json_add_text(struct arena *mem, struct json *parent, const char *key, const char *s);
struct json *json_add_texts(struct arena *mem, struct json *parent, const char *key,
			    const struct names *texts);
struct json *json_add_number(struct arena *mem, struct json *parent, const char *key,
			     double number);
struct json *json_add_bool(struct arena *mem, struct json *parent, const char *key, bool boolean);
struct json *json_add_null(struct arena *mem, struct json *parent, const char *key);
struct json *json_add_object(struct arena *mem, struct json *parent, const char *key);
struct json *json_add_array(struct arena *mem, struct json *parent, const char *key);
struct json *json_add_names(struct arena *mem, struct json *parent, const char *key,
			    const struct names *names);
/* A string, or {"b64": "..."} where the bytes are not UTF-8 or hold NUL; and back. */
struct json *json_add_bytes(struct arena *mem, struct json *parent, const char *key,
			    struct bytes bytes);
enum rc json_get_bytes(struct arena *mem, const struct json *value, struct bytes *ret,
		       struct err *e);

/* One line without final newline, or indented with two spaces and a final newline. */
const char *json_print(struct arena *mem, const struct json *value, bool indented);

#endif
