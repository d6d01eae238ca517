#include "base/list.h"

#include <string.h>

void *list_grow(struct arena *mem, void *at, size_t n, size_t *room, size_t size)
{
	size_t wider;
	void *moved;

	if (n < *room) { /* the place may have been used before: the list had been made shorter */
		memset((char *)at + n * size, 0, size);
		return at;
	}
	wider = *room ? *room * 2 : 4;
	moved = arena_alloc(mem, wider * size);
	if (n)
		memcpy(moved, at, n * size);
	*room = wider;
	return moved;
}
