/* Any bytes as what the helper that fetches says: in whatever pieces they come, the frames are the same, and none
 * is longer than it may be. The first byte says how large the pieces are. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/net_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct frames {
	size_t n, bytes;
	unsigned sum;
};

static void on_frame(void *ctx, const struct frame *frame, const char *data)
{
	struct frames *all = ctx;

	if (frame->kind >= FRAME_KINDS || frame->n > FRAME_MOST)
		abort();
	all->n++;
	all->bytes += sizeof(*frame) + frame->n;
	for (size_t i = 0; i < frame->n; i++)
		all->sum = all->sum * 31 + (unsigned char)data[i];
}

static struct frames frames_of(struct bytes text, size_t piece, bool *ret_frames)
{
	struct arena *mem = arena_open("fuzz", (size_t)1 << 20);
	struct frames all = { 0 };
	struct frame_reader reader;

	*ret_frames = true;
	frame_reader_open(&reader, mem);
	while (text.n && *ret_frames) {
		size_t n = piece < text.n ? piece : text.n;
		char *copy = malloc(n); /* exactly as large as it says */

		memcpy(copy, text.at, n);
		*ret_frames = frame_reader_take(&reader, (struct bytes){ copy, n }, on_frame, &all);
		free(copy);
		text.at += n;
		text.n -= n;
	}
	arena_close(mem);
	return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes text = { (const char *)data + 1, n - 1 };
	struct frames whole, pieces;
	bool fits, fits_too;

	if (!n)
		return 0;
	whole = frames_of(text, n, &fits);
	pieces = frames_of(text, (size_t)data[0] + 1, &fits_too);
	if (fits != fits_too || whole.n != pieces.n || whole.sum != pieces.sum ||
	    whole.bytes > text.n)
		abort();
	return 0;
}
