#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_CHUNK = 16 << 10, ALIGNMENT = 16 };

struct chunk {
	struct chunk *older;
	size_t used, room;
	_Alignas(ALIGNMENT) char data[];
};

struct arena {
	const char *name;
	struct chunk *newest;
	size_t cap, used;
};

static void (*exhausted_hook)(void);

void arena_on_exhausted(void (*hook)(void))
{
	exhausted_hook = hook;
}

static void exhausted(const char *name, const char *what)
{
	if (exhausted_hook)
		exhausted_hook();
	dprintf(STDERR_FILENO, "goready: %s (%s). Nothing more can be done in this run.\n", what,
		name);
	_exit(1);
}

static struct chunk *chunk_new(const char *name, struct chunk *older, size_t room)
{
	struct chunk *chunk = malloc(sizeof(*chunk) + room);

	if (!chunk)
		exhausted(name, "The machine is out of memory");
	chunk->older = older;
	chunk->used = 0;
	chunk->room = room;
	return chunk;
}

struct arena *arena_open(const char *name, size_t cap)
{
	struct arena *mem = malloc(sizeof(*mem));

	if (!mem)
		exhausted(name, "The machine is out of memory");
	*mem = (struct arena){ .name = name, .cap = cap };
	mem->newest = chunk_new(name, NULL, FIRST_CHUNK);
	return mem;
}

static void free_down_to(struct arena *mem, const struct chunk *last)
{
	while (mem->newest != last) {
		struct chunk *older = mem->newest->older;

		free(mem->newest);
		mem->newest = older;
	}
}

void arena_close(struct arena *mem)
{
	if (!mem)
		return;
	free_down_to(mem, NULL);
	free(mem);
}

void arena_reset(struct arena *mem)
{
	struct chunk *first = mem->newest;

	while (first->older)
		first = first->older;
	free_down_to(mem, first);
	first->used = 0;
	mem->used = 0;
}

void *arena_alloc(struct arena *mem, size_t size)
{
	size_t padded;
	void *at;

	if (size > mem->cap)
		exhausted(mem->name, "A hard memory limit was reached");
	padded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (mem->used + padded > mem->cap)
		exhausted(mem->name, "A hard memory limit was reached");
	if (padded > mem->newest->room - mem->newest->used) {
		size_t room = mem->newest->room < ((size_t)1 << 20) ? mem->newest->room * 2
								    : mem->newest->room;

		mem->newest = chunk_new(mem->name, mem->newest, padded > room ? padded : room);
	}
	at = mem->newest->data + mem->newest->used;
	mem->newest->used += padded;
	mem->used += padded;
	return memset(at, 0, padded);
}

char *arena_strdup(struct arena *mem, const char *s)
{
	return s ? arena_strndup(mem, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *mem, const char *s, size_t n)
{
	return arena_memdup(mem, s, n);
}

void *arena_memdup(struct arena *mem, const void *data, size_t n)
{
	char *copy = arena_alloc(mem, n + 1);

	if (n)
		memcpy(copy, data, n);
	return copy;
}

char *arena_fmt(struct arena *mem, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = arena_vfmt(mem, fmt, ap);
	va_end(ap);
	return text;
}

char *arena_vfmt(struct arena *mem, const char *fmt, va_list ap)
{
	va_list again;
	char *text;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0) /* an encoding error: nothing sensible to show */
		return arena_strdup(mem, "");
	text = arena_alloc(mem, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, fmt, ap);
	return text;
}
