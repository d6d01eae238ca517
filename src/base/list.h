/*
 * Growing arrays in an arena.
 *
 *	LIST(struct finding) found = { 0 };
 *	struct finding *f = list_add(mem, &found);   // zeroed; valid until the next list_add
 *	for (size_t i = 0; i < found.n; i++)
 *		use(&found.at[i]);
 *
 * A named list type: `struct names LIST_OF(const char *);`
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stddef.h>

#include "base/arena.h"

#define LIST_OF(type)        \
	{                    \
		type *at;    \
		size_t n;    \
		size_t room; \
	}
#define LIST(type) struct LIST_OF(type)

/* Adds one zeroed element and gives its address. */
#define list_add(mem, list)                                                                        \
	((list)->at = list_grow((mem), (list)->at, (list)->n, &(list)->room, sizeof(*(list)->at)), \
	 &(list)->at[(list)->n++])
/* Adds a value. */
#define list_push(mem, list, value) ((void)(*list_add((mem), (list)) = (value)))

void *list_grow(struct arena *mem, void *at, size_t n, size_t *room, size_t size);

struct names LIST_OF(const char *);

#endif
