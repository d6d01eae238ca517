/*
 * Memory by lifetime.
 *
 * An arena hands out zeroed memory that lives until the arena is freed; nothing in it is freed by
 * itself. A `struct arena *mem` parameter is the documentation of who owns the result: it lives as
 * long as `mem`. The app keeps four: process (request, profile, manifest), machine (facts and what
 * follows from them), plan (reset when it is made anew) and frame (reset at each screen). A module
 * that keeps things of its own, or a function that only needs room to work, opens one beside them.
 *
 * Each arena has a hard maximum. Passing it, or running out of memory, is not an error a caller
 * could handle, so each input has a cap of its own, and an error for it. Should it come to that all
 * the same, arena_on_exhausted's hook is called (app has a run that is under way taken back, and
 * does not return); where it returns, a sentence is written to stderr and the process exits with
 * status 1.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* `name` appears in the message when `cap` (bytes) is passed; it must outlive the arena. */
struct arena *arena_open(const char *name, size_t cap);
void arena_close(struct arena *mem); /* NULL is allowed */
/* Forget everything handed out, keep the first chunk for reuse. */
void arena_reset(struct arena *mem);

void *arena_alloc(struct arena *mem, size_t size);    /* zeroed, aligned for any type, never NULL */
char *arena_strdup(struct arena *mem, const char *s); /* NULL gives NULL */
char *arena_strndup(struct arena *mem, const char *s, size_t n);   /* n bytes and a NUL */
void *arena_memdup(struct arena *mem, const void *data, size_t n); /* one NUL follows, uncounted */
char *arena_fmt(struct arena *mem, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vfmt(struct arena *mem, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

void arena_on_exhausted(void (*hook)(void));

#define ARENA_NEW(mem, type) ((type *)arena_alloc((mem), sizeof(type)))

#endif
