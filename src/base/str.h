/*
 * Strings: a builder with a hard maximum, bytes with a length, and small helpers.
 *
 * `struct bytes` is for content that may hold NUL or be no UTF-8 (files, child output); its data is
 * always followed by one uncounted NUL when it comes from an arena.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"

struct bytes {
	const char *at;
	size_t n;
};

#define BYTES(literal) ((struct bytes){ (literal), sizeof(literal) - 1 })
struct bytes bytes_of(const char *s); /* NULL gives no bytes */
bool bytes_equal(struct bytes a, struct bytes b);
/* The next line of text from *at on, without its newline (a CR stays); false at the end. */
bool next_line(struct bytes text, size_t *at, struct bytes *ret_line);
/* Where the text stands first in them; NULL. */
const char *bytes_find(struct bytes in, const char *text);
/* Likewise; for each line of a text rather than strstr, which in the release's libc compares at each place. */
const char *str_find(const char *in, const char *text);

/* A builder: `struct str s = { .mem = mem };`. s.at is NUL-terminated, or NULL while empty. */
struct str {
	struct arena *mem;
	char *at;
	size_t n;
	size_t room;
};

void str_add(struct str *s, const char *text);
void str_add_bytes(struct str *s, const void *data, size_t n);
void str_add_char(struct str *s, char c);
void str_add_utf8(struct str *s, uint32_t c);
void str_fmt(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* In single quotes; a quote and a backslash inside become what the reader of it needs. */
void str_add_quoted(struct str *s, const char *text, const char *quote, const char *backslash);
const char *str_text(const struct str *s); /* "" while empty */
struct bytes str_bytes(const struct str *s);
size_t str_lines(const struct str *s); /* how many are ended */

/* FNV-1a, to find a text again in a table; nobody is kept from making two with the same. Several pieces one
 * after the other: each goes on with what the last call gave. */
#define HASH_BEGIN 14695981039346656037u
uint64_t hash_bytes(uint64_t hash, struct bytes bytes);

bool str_equal(const char *a, const char *b);       /* NULL equals NULL only */
bool str_starts(const char *s, const char *prefix); /* false for NULL */
bool str_ends(const char *s, const char *suffix);   /* false for NULL */
/* Are these `n` bytes one of the words, each of which has a blank before and behind it: " tar zip "? */
bool str_is_among(const char *words, const char *word, size_t n);
size_t str_characters(const char *utf8); /* and not bytes */
/* As long to hear as so many Latin letters: a Chinese character is a syllable, which takes as long as five. */
size_t str_spoken(const char *utf8);
size_t bytes_spoken(struct bytes utf8);
/* The parts of s between separators, empty parts kept ("a::b" has three); "" and NULL give none. */
struct names str_split(struct arena *mem, const char *s, char separator);
const char *str_join(struct arena *mem, const struct names *names, const char *separator);
struct names names_copy(struct arena *mem, const struct names *names); /* the words too */
bool names_equal(const struct names *a, const struct names *b);        /* and in that order */
bool names_hold(const struct names *names, const char *name);          /* false for NULL names */
/* Each once; of two of which one goes on where the other ends, the longer. NULL is allowed. */
void names_push_longest(struct arena *mem, struct names *names, const char *name);
/* Up to its full stop, a Chinese one too; all of it where there is none within. */
const char *str_first_sentence(struct arena *mem, const char *text);
/* One sentence after the other: with a blank between, but for behind a Chinese full stop. */
const char *str_sentences(struct arena *mem, const char *first, const char *then);
/* Without blanks (space, tab, CR, LF) at both ends. */
const char *str_trim(struct arena *mem, const char *s);

/* Paths: pure text, the file system is not asked. */
const char *path_join(struct arena *mem, const char *folder, const char *name);
const char *path_folder(struct arena *mem, const char *path); /* dirname; "/" of "/x" */
const char *path_name(const char *path);                      /* after the last slash */
/* Written in other ways, and the same: slashes at the end and doubled, and "." between them. */
bool path_equal(const char *a, const char *b);
bool names_hold_path(const struct names *names, const char *path);
/* A path as it is written in the shortest of those ways ("/" stays). */
const char *path_bare(struct arena *mem, const char *path);
/* "~" or "~/x" for a path at or below home, else the path itself: what users are shown. */
const char *path_tilde(struct arena *mem, const char *path, const char *home);
bool path_is_absolute(const char *path); /* false for NULL */
/* What of the path is below the folder, from the slash on; "" where it is the folder, NULL where it is neither. */
const char *path_below(const char *path, const char *folder);
bool path_is_within(const char *path, const char *folder);

/*
 * Versions as releases write them: "1.26.8", "go1.26.8", "v1.36.12", "36.1", "1.27rc1".
 * A leading "go" or "v" is ignored, missing numbers are 0, and a pre-release is older than its
 * release. Negative, zero, positive as strcmp.
 */
int version_compare(const char *a, const char *b);

/* "62.3 MB": decimal units as download pages use, one decimal from 1 MB on. */
const char *size_text(struct arena *mem, unsigned long long bytes);

#endif
