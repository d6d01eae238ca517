/* Frames out of a pipe's pieces. */
#include "net/net_wire.h"

#include <string.h>

void frame_reader_open(struct frame_reader *r, struct arena *mem)
{
	*r = (struct frame_reader){ .data = arena_alloc(mem, FRAME_MOST + 1) };
}

static size_t frame_move(void *to, size_t room, struct bytes *piece)
{
	size_t n = piece->n < room ? piece->n : room;

	memcpy(to, piece->at, n);
	piece->at += n;
	piece->n -= n;
	return n;
}

bool frame_reader_take(struct frame_reader *r, struct bytes piece, frame_function *fn, void *ctx)
{
	while (piece.n) {
		if (r->n < sizeof(r->head))
			r->n += frame_move((char *)&r->head + r->n, sizeof(r->head) - r->n, &piece);
		if (r->n < sizeof(r->head))
			break;
		if (r->head.kind >= FRAME_KINDS || r->head.n > FRAME_MOST)
			return false;
		size_t there = r->n - sizeof(r->head);

		r->n += frame_move(r->data + there, r->head.n - there, &piece);
		if (r->n == sizeof(r->head) + r->head.n) {
			r->n = 0;
			r->data[r->head.n] = '\0';
			fn(ctx, &r->head, r->data);
		}
	}
	return true;
}
